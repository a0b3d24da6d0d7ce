//! How each field of each draft is called.

use crate::journal::ActKind;

/// Fields that every draft may have.
pub(super) const COMMON: &[&str] = &[
    "effective",
    "recorded",
    "actor",
    "key",
    "name",
    "notice",
    "dated",
    "by",
    "reference",
    "counterparty",
    "evidence",
    "reason",
    "words",
    "source",
    "note",
];

const ADD_BODY: &[&str] = &["id", "kind", "parent", "standing", "from", "until"];
const ADD_STREAM: &[&str] = &[
    "id",
    "purposes",
    "parent",
    "control",
    "tolerance",
    "tolerance_percent",
    "tolerance_round",
    "tolerance_takes",
    "release_required",
    "base",
    "kind",
    "given_by",
    "suspense",
    "availability",
    "contributions",
];
const ADOPT_BOOK: &[&str] = &["book", "replaces"];
const CHANGE_CONTROL: &[&str] = &[
    "stream",
    "control",
    "tolerance",
    "tolerance_percent",
    "tolerance_round",
    "tolerance_takes",
];
const SET_FLOOR: &[&str] = &[
    "id", "stream", "body", "year", "amount", "percent", "round", "by_day", "purposes", "counts",
];
const SET_CAP: &[&str] = &[
    "id", "stream", "body", "year", "amount", "percent", "round", "purposes", "counts",
];
const ONLY_THE_YEAR: &[&str] = &["year"];
const PUBLISH_TOTAL: &[&str] = &[
    "id",
    "stream",
    "year",
    "amount",
    "stated_unit",
    "stated_places",
    "difference",
];
const TAKE_ON: &[&str] = &[
    "stream",
    "body",
    "year",
    "vintage",
    "recurrence",
    "authority",
    "invoiced",
    "released",
    "full_year",
];
const ANTICIPATE: &[&str] = &["id", "stream", "body", "year", "amount", "recurrence"];
const ALLOCATE: &[&str] = &[
    "stream",
    "to",
    "from",
    "year",
    "amount",
    "full_year",
    "recurrence",
    "opening",
    "actual",
    "stated_unit",
    "stated_places",
    "confirms",
];
const RE_PROVIDE: &[&str] = &[
    "stream",
    "to",
    "year",
    "amount",
    "stated_unit",
    "stated_places",
];
const CONTRIBUTE: &[&str] = &[
    "id", "partner", "stream", "body", "year", "amount", "state", "share",
];
const MARK_NOT_RECORDED: &[&str] = &["stream", "body", "year", "what"];
const VIRE: &[&str] = &[
    "stream",
    "from",
    "to",
    "to_stream",
    "year",
    "amount",
    "recurrence",
    "vintage",
];
const RELEASE: &[&str] = &["stream", "to", "year", "amount", "vintage"];
const PROPOSE: &[&str] = &["id", "body", "purpose", "proposed_by", "chain", "scales"];
const APPROVE: &[&str] = &[
    "project", "amount", "annual", "start", "end", "adds", "body", "stream", "present",
];
const RECORD_MILESTONE: &[&str] = &["id", "project", "due", "met"];
const RECORD_MEASURE: &[&str] = &["id", "project", "unit", "baseline", "target", "result"];
const RECORD_DELAY: &[&str] = &["project", "cause", "attributable_to", "start", "end"];
const SHARE: &[&str] = &[
    "project",
    "parties",
    "weights",
    "left_parties",
    "left_weights",
    "contributions",
];
const EARMARK: &[&str] = &["project", "stream", "body", "year", "amount", "vintage"];
const HOLD: &[&str] = &[
    "id", "stream", "body", "project", "purpose", "year", "amount", "vintage",
];
const COMMIT: &[&str] = &[
    "id",
    "stream",
    "body",
    "project",
    "purpose",
    "recurrence",
    "year",
    "amount",
    "annual",
    "start",
    "end",
    "hold",
    "vintage",
    "cost",
    "post",
    "employer",
    "role",
    "wte",
    "payer",
    "tolerance",
];
const MAINSTREAM: &[&str] = &[
    "project",
    "stream",
    "body",
    "commitments",
    "annual",
    "new_ids",
    "evaluation",
];
const RECORD_VACANCY: &[&str] = &["post", "cause", "attributable_to", "start", "end"];
const RECORD_FACT: &[&str] = &[
    "fact",
    "value",
    "type",
    "body",
    "stream",
    "vintage",
    "project",
    "commitment",
    "hold",
];
const RECORD_OUTTURN: &[&str] = &[
    "body",
    "year",
    "limit",
    "cost",
    "result",
    "duty",
    "published",
    "since",
    "stated_unit",
    "stated_places",
];
const ACCRUE: &[&str] = &[
    "id",
    "commitment",
    "stream",
    "body",
    "project",
    "purpose",
    "year",
    "amount",
    "vintage",
    "cost",
];
const SPEND: &[&str] = &[
    "commitment",
    "accrual",
    "part",
    "stream",
    "body",
    "project",
    "purpose",
    "year",
    "amount",
    "final",
    "actual",
    "vintage",
    "cost",
];
const PREPAY: &[&str] = &["id", "entry", "posted_as", "amount"];
const CREDIT: &[&str] = &["entry", "posted_as", "amount"];
const RECHARGE: &[&str] = &[
    "entry",
    "posted_as",
    "commitment",
    "stream",
    "body",
    "project",
    "purpose",
    "year",
    "amount",
    "actual",
    "vintage",
];
const GIVEN_BACK: &[&str] = &["id", "amount"];
const PROFILE: &[&str] = &[
    "commitment",
    "stream",
    "body",
    "year",
    "vintage",
    "recurrence",
    "weights",
    "amounts",
    "start",
    "end",
];
const FORECAST: &[&str] = &["stream", "body", "year", "amount", "role"];
const FREEZE: &[&str] = &["id", "year", "month"];
const ADD_PLAN: &[&str] = &["id", "body", "first_year", "replaces"];
const ADD_PLAN_LINE: &[&str] = &[
    "plan",
    "year",
    "stream",
    "project",
    "cost",
    "amount",
    "recurrence",
];
const CORRECT: &[&str] = &["entry", "posted_as"];

impl ActKind {
    /// The fields of its own, in the order of a form; every draft may have the common ones, too:
    /// see [`ActKind::common_fields`].
    pub fn fields(self) -> &'static [&'static str] {
        match self {
            ActKind::AddBody => ADD_BODY,
            ActKind::AddStream => ADD_STREAM,
            ActKind::AdoptBook => ADOPT_BOOK,
            ActKind::ChangeControl => CHANGE_CONTROL,
            ActKind::SetFloor => SET_FLOOR,
            ActKind::SetCap => SET_CAP,
            ActKind::PublishTotal => PUBLISH_TOTAL,
            ActKind::TakeOn => TAKE_ON,
            ActKind::Anticipate => ANTICIPATE,
            ActKind::Allocate => ALLOCATE,
            ActKind::ReProvide => RE_PROVIDE,
            ActKind::Contribute => CONTRIBUTE,
            ActKind::MarkNotRecorded => MARK_NOT_RECORDED,
            ActKind::Vire => VIRE,
            ActKind::Release => RELEASE,
            ActKind::Propose => PROPOSE,
            ActKind::Approve => APPROVE,
            ActKind::StartProject | ActKind::ContinueProject | ActKind::CompleteProject => {
                &["project"]
            }
            ActKind::RecordDelay => RECORD_DELAY,
            ActKind::RecordMilestone => RECORD_MILESTONE,
            ActKind::RecordMeasure => RECORD_MEASURE,
            ActKind::Evaluate => &["id", "project", "verdict"],
            ActKind::StopProject => &["project", "keeps"],
            ActKind::Share => SHARE,
            ActKind::Earmark => EARMARK,
            ActKind::Hold => HOLD,
            ActKind::Commit => COMMIT,
            ActKind::ChangeCost => &["id", "annual"],
            ActKind::Mainstream => MAINSTREAM,
            ActKind::Fill => &["post"],
            ActKind::RecordVacancy => RECORD_VACANCY,
            ActKind::RecordFact => RECORD_FACT,
            ActKind::RecordOutturn => RECORD_OUTTURN,
            ActKind::Accrue => ACCRUE,
            ActKind::Spend => SPEND,
            ActKind::Prepay => PREPAY,
            ActKind::UsePrepayment => &["id"],
            ActKind::Credit => CREDIT,
            ActKind::Recharge => RECHARGE,
            ActKind::Decommit | ActKind::GiveUp => GIVEN_BACK,
            ActKind::Profile => PROFILE,
            ActKind::Forecast => FORECAST,
            ActKind::Freeze => FREEZE,
            ActKind::AddPlan => ADD_PLAN,
            ActKind::AddPlanLine => ADD_PLAN_LINE,
            ActKind::PublishPlan => &["id"],
            ActKind::EndBody => &["body", "into", "weights"],
            ActKind::MakeLegal => &["body"],
            ActKind::RecordPopulation => &["body", "count"],
            ActKind::Correct => CORRECT,
            ActKind::Redact => &["entries"],
            ActKind::OpenYear | ActKind::Reopen | ActKind::Sign => ONLY_THE_YEAR,
            ActKind::CloseYear => &[],
        }
    }

    /// The fields that every draft may have: dates, actor, key and words.
    pub fn common_fields() -> &'static [&'static str] {
        COMMON
    }
}
