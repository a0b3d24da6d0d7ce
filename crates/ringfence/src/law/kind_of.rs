//! Of which type a value is, once its book is read.

use super::FactType;
use super::condition::Case;
use super::expression::{Expression, Fold};

impl Case<'_> {
    /// The type of a value: what it is made of has one type, which its reader has seen to.
    pub(super) fn kind_of(self, of: &Expression) -> FactType {
        let first = |each: &[Expression]| each.first().map(|one| self.kind_of(one));
        match of {
            Expression::Literal(value) => value.kind(),
            Expression::Fact(name) => name.entry().kind,
            Expression::Own(own) => own.kind,
            Expression::Parameter(reference) => self.parameters[reference.place].kind,
            Expression::Whole | Expression::Tied | Expression::Share(_) => FactType::Money,
            Expression::Least(each)
            | Expression::Greatest(each)
            | Expression::Plus(each)
            | Expression::Minus(each) => first(each).unwrap_or(FactType::Money),
            Expression::Excess(both) => self.kind_of(&both[0]),
            Expression::Times(both) => self.kind_of(&both[1]),
            Expression::Cases(cases) => self.kind_of(&cases.otherwise),
            Expression::Gathered(gathered) => match (gathered.fold, &gathered.of) {
                (Fold::Earliest | Fold::Latest, _) => FactType::Date,
                (Fold::Sum, Some(of)) => self.kind_of(of),
                (Fold::Sum | Fold::Count, _) => FactType::Whole,
            },
            Expression::Moved(moved) => self.kind_of(&moved.from),
            Expression::Within(_) => FactType::Date,
            Expression::Covered(_) | Expression::Days(_) | Expression::MonthOf(_) => {
                FactType::Whole
            }
            Expression::YearOf(_) => FactType::Year,
        }
    }
}
