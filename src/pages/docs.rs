//! The pages on the API: what can be asked, and what each kind of problem means. Everything on them
//! comes from the table of operations and of parameters.

use std::borrow::Cow;

use askama::Template;

use crate::address::param::{self, Kind, Param};
use crate::address::{Allowed, ParamError, ProblemKind, Reason, href};
use crate::api::{self, ProblemBody};
use crate::description::{Examples, Form, Method, Operation, outline_of};
use crate::words::texts::{Language, Texts, args};

use super::frame::Frame;

/// The page at `/docs`.
#[derive(Debug, Template)]
#[template(path = "docs.html")]
pub struct DocsPage<'a> {
    frame: &'a Frame,
    /// The first question as it is typed, and where it leads.
    first: (String, String),
    openapi: String,
    conventions: Vec<Cow<'static, str>>,
    operations: Vec<OperationView>,
    problems: Vec<ProblemLink>,
    /// Where the service is described for SOAP.
    soap: String,
    /// Where models ask.
    mcp: String,
}

/// One operation.
#[derive(Debug)]
struct OperationView {
    id: &'static str,
    title: String,
    sentence: String,
    method: &'static str,
    path: String,
    params: Vec<ParamView>,
    /// A question that works as it stands.
    example: Option<String>,
    /// The body of a question that is asked with one.
    body: Option<String>,
    /// What may stand in its `options`.
    options: Vec<ParamView>,
    /// What comes back.
    outline: String,
    /// Each form with a question that is answered in it, where its suffix says so.
    forms: Vec<(&'static str, Option<String>)>,
    problems: Vec<ProblemLink>,
}

/// One parameter.
#[derive(Debug)]
struct ParamView {
    name: &'static str,
    required: bool,
    sentence: String,
    /// The words it may be, the usual one first.
    words: Vec<&'static str>,
    values: String,
}

/// A kind of problem and its page.
#[derive(Debug)]
struct ProblemLink {
    href: String,
    name: &'static str,
    status: u16,
    title: String,
}

impl ProblemLink {
    fn to(kind: ProblemKind, texts: Texts) -> Self {
        Self {
            href: href::problem(kind),
            name: kind.name(),
            status: kind.status(),
            title: texts.tell("error-title", &args!["kind" => kind.name()]),
        }
    }
}

impl<'a> DocsPage<'a> {
    /// The page, with questions about these items.
    #[must_use]
    pub fn new(frame: &'a Frame, examples: &Examples) -> Self {
        let texts = frame.texts;
        let first = example(&Operation::PATHS, examples, None);
        let views = Operation::ALL.iter().map(|one| view(one, examples, texts));
        let in_form = args!["example" => format!("{}.xml", href::API_PATHS)];
        Self {
            frame,
            first: (format!("curl '{}{first}'", frame.origin), first),
            openapi: href::at(href::OPENAPI),
            conventions: vec![
                texts.say("docs-convention-ids"),
                texts.say("docs-convention-fields"),
                texts.say("docs-convention-none"),
                texts.say("docs-convention-paging"),
                texts.say("docs-convention-caching"),
                texts.tell("docs-convention-forms", &in_form).into(),
                texts.say("docs-convention-busy"),
            ],
            operations: views.collect(),
            soap: format!("{}?wsdl", href::at(href::SOAP)),
            mcp: href::at(href::MCP),
            problems: ProblemKind::ALL
                .map(|kind| ProblemLink::to(kind, texts))
                .into(),
        }
    }
}

/// A body of a kind of problem, as programs get it: in English.
fn example_of(kind: ProblemKind) -> ProblemBody {
    let whole = &param::K;
    let fault = match kind {
        ProblemKind::MissingParameter => ParamError::Missing { param: param::TO },
        ProblemKind::BadParameter => ParamError::bad(whole.name, "many", Reason::NotWhole),
        ProblemKind::ParameterOutOfRange => {
            ParamError::out_of_range(whole.name, "101", Allowed::Whole(whole.range()))
        }
        ProblemKind::UnknownParameter => {
            ParamError::unknown("form", param::PATHS.iter().map(|param| param.name))
        }
        _ => {
            let about = args!["kind" => kind.name()];
            let what = Texts::default().tell("problem-what", &about);
            return ProblemBody::new(kind, what, href::at(href::API_PATHS));
        }
    };
    let body = ProblemBody::new(kind, fault.to_string(), href::at(href::API_PATHS));
    match fault.at_fault() {
        Some((param, value)) => body.with_param(param, value.unwrap_or_default()),
        None => body,
    }
}

fn view(operation: &Operation, examples: &Examples, texts: Texts) -> OperationView {
    let params = operation.ids().iter().chain(operation.params);
    let is_get = operation.method == Method::Get;
    let in_form = |&form: &Form| {
        let href = operation.takes_suffix() && form != Form::Json;
        let href = href.then(|| example(operation, examples, Some(form)));
        (form.name(), href)
    };
    let problems = operation.all_problems().into_iter();
    OperationView {
        id: operation.id,
        title: operation.title(texts),
        sentence: operation.sentence(texts),
        method: operation.method.name(),
        path: href::at(&operation.path()),
        params: params.map(|param| param_view(param, texts)).collect(),
        example: is_get.then(|| example(operation, examples, None)),
        body: (!is_get).then(|| examples.batch().to_string()),
        options: match operation.method {
            Method::Get => Vec::new(),
            Method::Post => {
                let options = param::PAIR_OPTIONS.iter();
                options.map(|param| param_view(param, texts)).collect()
            }
        },
        outline: outline_of(operation, texts.language() == Language::English),
        forms: operation.forms.iter().map(in_form).collect(),
        problems: problems.map(|kind| ProblemLink::to(kind, texts)).collect(),
    }
}

fn param_view(param: &Param, texts: Texts) -> ParamView {
    ParamView {
        name: param.name,
        required: param.required,
        sentence: param.sentence(texts),
        words: match param.kind {
            Kind::Word { words, .. } => words(),
            _ => Vec::new(),
        },
        values: values(param, texts),
    }
}

/// What a parameter may be, in words.
fn values(param: &Param, texts: Texts) -> String {
    match param.kind {
        Kind::Id => texts.say("value-id").into_owned(),
        Kind::Ids(many) => texts.tell("value-ids", &args!["most" => many.most]),
        Kind::Category => texts.say("value-category").into_owned(),
        Kind::Categories(many) => texts.tell("value-categories", &args!["most" => many.most]),
        Kind::Text => texts.say("value-text").into_owned(),
        Kind::Word { usual, .. } => texts.tell("value-word-usual", &args!["usual" => usual()]),
        Kind::Whole(whole) => {
            let mut about = args!["least" => whole.least, "most" => whole.most];
            match whole.usual {
                Some(usual) => {
                    about.set("usual", usual);
                    texts.tell("value-whole-usual", &about)
                }
                None => texts.tell("value-whole", &about),
            }
        }
        Kind::Percentile => texts.say("value-percentile").into_owned(),
        Kind::Units(most) => texts.tell("value-units", &args!["most" => most]),
        Kind::Cursor => texts.say("value-cursor").into_owned(),
    }
}

/// A question that works as it stands.
fn example(operation: &Operation, examples: &Examples, form: Option<Form>) -> String {
    let mut path = operation.path();
    for id in operation.ids() {
        let value = examples.of(id).unwrap_or_default();
        path = path.replace(&format!("{{{}}}", id.name), &href::encoded(&value));
    }
    if let Some(form) = form {
        path = format!("{path}.{}", form.suffix());
    }
    let given = operation.params.iter();
    let given = given.filter_map(|param| Some((param.name, examples.of(param)?)));
    href::with_query(&path, given)
}

/// The page at `/problems/{kind}`.
#[derive(Debug, Template)]
#[template(path = "problem.html")]
pub struct ProblemPage<'a> {
    frame: &'a Frame,
    title: String,
    name: &'static str,
    status: u16,
    what: String,
    todo: String,
    example: String,
    /// The questions that can end so.
    operations: Vec<(String, String)>,
    all: Vec<ProblemLink>,
}

impl<'a> ProblemPage<'a> {
    /// The page on a kind.
    ///
    /// # Errors
    /// The example could not be written.
    pub fn new(frame: &'a Frame, kind: ProblemKind) -> Result<Self, serde_json::Error> {
        let texts = frame.texts;
        let about = args!["kind" => kind.name()];
        let title = texts.tell("error-title", &about);
        let operations = Operation::ALL.iter();
        let operations = operations.filter(|one| one.all_problems().contains(&kind));
        Ok(Self {
            frame,
            what: texts.tell("problem-what", &about),
            todo: texts.tell("problem-do", &about),
            name: kind.name(),
            status: kind.status(),
            title,
            example: api::to_pretty(&example_of(kind))?,
            operations: operations
                .map(|one| {
                    (
                        format!("{}#{}", href::at(href::DOCS), one.id),
                        one.title(texts),
                    )
                })
                .collect(),
            all: ProblemKind::ALL
                .map(|kind| ProblemLink::to(kind, texts))
                .into(),
        })
    }
}
