//! Floor 0: money, years, ids and citations. Nothing here knows that money can be allocated.

mod calendar;
mod citation;
mod figure;
mod hash;
mod id;
mod money;
mod month_shape;
mod percent;
mod plain;
mod profile;
mod share;
mod split;
mod word_list;
mod wte;
mod year;

pub use calendar::{Calendar, Period};
pub use citation::Citation;
pub use figure::{Figure, FigureError};
pub use hash::Hash;
pub(crate) use hash::{hex, read_hex};
pub use id::{Id, IdError};
pub(crate) use id::{is_id, mixed, quick_hash_of};
pub use money::{Money, MoneyError};
pub use month_shape::MonthShape;
pub use percent::{Percent, PercentError};
pub use profile::Profile;
pub(crate) use share::divided;
pub use share::{Ratio, Rounding, Share, ShareError};
pub use split::{Weights, WeightsError};
pub use word_list::{nearest, one_of};
pub use wte::{Wte, WteError};
pub use year::{FinancialYear, YearError};
