//! Acts in the life of a project once it is approved, from their fields.

use crate::journal::act::{
    CompleteProject, ContinueProject, Evaluate, RecordMeasure, RecordMilestone, StartProject,
    StopProject,
};
use crate::journal::field::{AN_ID, FieldReader};
use crate::noun::ProjectId;

fn project(from: &mut FieldReader<'_>) -> Option<ProjectId> {
    from.needed("project", FieldReader::id, AN_ID)
}

pub(super) fn start_project(from: &mut FieldReader<'_>) -> Option<StartProject> {
    project(from).map(|project| StartProject { project })
}

pub(super) fn continue_project(from: &mut FieldReader<'_>) -> Option<ContinueProject> {
    project(from).map(|project| ContinueProject { project })
}

pub(super) fn complete_project(from: &mut FieldReader<'_>) -> Option<CompleteProject> {
    project(from).map(|project| CompleteProject { project })
}

pub(super) fn stop_project(from: &mut FieldReader<'_>) -> Option<StopProject> {
    let project = project(from);
    let keeps = from.ids("keeps").unwrap_or_default();
    Some(StopProject {
        project: project?,
        keeps,
    })
}

pub(super) fn record_milestone(from: &mut FieldReader<'_>) -> Option<RecordMilestone> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let project = project(from);
    let due = from.needed("due", FieldReader::date, "a day");
    let met = from.date("met");
    Some(RecordMilestone {
        id: id?,
        project: project?,
        due: due?,
        met,
    })
}

pub(super) fn record_measure(from: &mut FieldReader<'_>) -> Option<RecordMeasure> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let project = project(from);
    let unit = from.needed("unit", FieldReader::id, "one word such as appointments");
    let baseline = from.figure("baseline");
    let target = from.figure("target");
    let result = from.figure("result");
    if baseline.or(target).or(result).is_none() {
        from.fault("baseline", "nothing", "baseline, target or result");
    }
    Some(RecordMeasure {
        id: id?,
        project: project?,
        unit: unit?,
        baseline,
        target,
        result,
    })
}

pub(super) fn evaluate(from: &mut FieldReader<'_>) -> Option<Evaluate> {
    let id = from.needed("id", FieldReader::id, AN_ID);
    let project = project(from);
    let verdict = from.needed("verdict", FieldReader::word, "a verdict");
    Some(Evaluate {
        id: id?,
        project: project?,
        verdict: verdict?,
    })
}
