//! The document: OpenAPI 3.1, for programs and for generators of clients.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde_json::{Map, Value};
use utoipa::openapi::content::ContentBuilder;
use utoipa::openapi::header::HeaderBuilder;
use utoipa::openapi::info::{InfoBuilder, LicenseBuilder};
use utoipa::openapi::path::{
    HttpMethod, OperationBuilder, Parameter, ParameterBuilder, ParameterIn, PathsBuilder,
};
use utoipa::openapi::request_body::RequestBodyBuilder;
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::{
    ObjectBuilder, OpenApiBuilder, PathItem, Ref, Required, Response, Server, Type,
};

use crate::address::param::{self, Kind, Param};
use crate::address::{ProblemKind, site};
use crate::api::ProblemBody;
use crate::words::texts::Texts;

use super::flat::{flat, rename};
use super::form::Form;
use super::operation::{Method, Operation};
use super::outline::outline;
use super::schema::{Answer, Named, batch_question, of_param};

/// Names a generation: in an answer the one it is of, in a request the one the client began with.
const GENERATION: &str = "Cartway-Generation";

/// What a question of the document asks about, so that it can be tried as it stands.
#[derive(Debug, Clone)]
pub struct Examples {
    /// Id of an item.
    pub from: String,
    /// Id of an item that is connected with it.
    pub to: String,
    /// A category.
    pub category: Option<String>,
    /// A text that items are found by.
    pub text: String,
}

impl Default for Examples {
    /// Those of the bundled sample.
    fn default() -> Self {
        Self {
            from: "book-dune".to_owned(),
            to: "game-poker".to_owned(),
            category: None,
            text: "dune".to_owned(),
        }
    }
}

impl Examples {
    /// An example of what many pairs are asked with.
    #[must_use]
    pub fn batch(&self) -> Value {
        serde_json::json!({
            "pairs": [{"from": self.from, "to": self.to}],
            "options": {"k": 3},
            "titles": true,
        })
    }

    /// An example of a parameter; `None` where it is better left out.
    #[must_use]
    pub fn of(&self, param: &Param) -> Option<String> {
        match param.kind {
            Kind::Id if param.name == param::TO => Some(self.to.clone()),
            // It does not go with both ends, which are shown.
            Kind::Id if param.name == param::ITEM => None,
            Kind::Id => Some(self.from.clone()),
            Kind::Text => Some(self.text.clone()),
            Kind::Category => self.category.clone(),
            _ => None,
        }
    }
}

/// The document. `origin` is scheme and host of the server, as far as they are known.
///
/// # Errors
/// It could not be made into JSON; what is in it can.
pub fn openapi(origin: &str, examples: &Examples) -> Result<Value, serde_json::Error> {
    let texts = Texts::default();
    let license = LicenseBuilder::new()
        .name("MIT OR Apache-2.0")
        .identifier(Some("MIT OR Apache-2.0"));
    let info = InfoBuilder::new()
        .title("Cartway")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(texts.say("api-description")))
        .license(Some(license.build()));
    let paths = Operation::ALL
        .iter()
        .fold(PathsBuilder::new(), |paths, operation| {
            let method = match operation.method {
                Method::Get => HttpMethod::Get,
                Method::Post => HttpMethod::Post,
            };
            let described = described(operation, texts, examples);
            paths.path(operation.path(), PathItem::new(method, described))
        });
    let server = format!("{origin}{}", site::placed(""));
    let document = OpenApiBuilder::new()
        .info(info)
        .servers((!server.is_empty()).then(|| [Server::new(server)]))
        .paths(paths);
    let mut document = serde_json::to_value(document.build())?;
    if let Some(members) = document.as_object_mut() {
        let schemas = schemas()?;
        // Said outright: nothing needs a key.
        members.insert("security".to_owned(), serde_json::json!([]));
        members.insert(
            "components".to_owned(),
            serde_json::json!({"schemas": schemas}),
        );
    }
    rename(&mut document);
    Ok(document)
}

/// What the bodies hold, by their names: schemas that refer to each other as in the
/// [document](openapi).
///
/// # Errors
/// They could not be made into JSON; what is in them can.
pub fn bodies() -> Result<Map<String, Value>, serde_json::Error> {
    let mut schemas = schemas()?;
    schemas.values_mut().for_each(rename);
    Ok(schemas)
}

/// What the answer of an operation holds, for people; with remarks in English on each member. Empty
/// if it could not be told.
#[must_use]
pub fn outline_of(operation: &Operation, remarks: bool) -> String {
    static BODIES: LazyLock<Map<String, Value>> = LazyLock::new(|| bodies().unwrap_or_default());
    outline(&operation.body(), &BODIES, remarks)
}

/// The schemas of all bodies.
fn schemas() -> Result<Map<String, Value>, serde_json::Error> {
    let mut all: Vec<Named> = Vec::new();
    let mut roots = BTreeSet::from(["BatchQuestion".to_owned()]);
    let answers = Operation::ALL.iter().map(|operation| operation.answer);
    for body in answers.chain([Answer::of::<ProblemBody>()]) {
        roots.insert((body.name)().into_owned());
        all.extend((body.schemas)());
    }
    all.extend(batch_question());
    let mut schemas = Map::new();
    for (name, schema) in all {
        schemas.insert(name, serde_json::to_value(schema)?);
    }
    Ok(flat(&schemas, &roots))
}

fn described(operation: &Operation, texts: Texts, examples: &Examples) -> OperationBuilder {
    let mut described = OperationBuilder::new()
        .operation_id(Some(operation.id))
        .summary(Some(operation.title(texts)))
        .description(Some(operation.sentence(texts)));
    let in_path = operation.ids().iter().map(|id| (ParameterIn::Path, id));
    let in_query = operation
        .params
        .iter()
        .map(|param| (ParameterIn::Query, param));
    for (place, param) in in_path.chain(in_query) {
        described = described.parameter(parameter(place, param, texts, examples));
    }
    described = described.parameter(begun_with(texts));
    if operation.method == Method::Post {
        let content = ContentBuilder::new()
            .schema(Some(Ref::from_schema_name("BatchQuestion")))
            .example(Some(examples.batch()));
        let body = RequestBodyBuilder::new()
            .required(Some(Required::True))
            .content(Form::Json.media(), content.build());
        described = described.request_body(Some(body.build()));
    }
    described = described.response("200", answered(operation, texts));
    if operation.kept {
        let same = texts.say("api-not-modified");
        described = described.response("304", Response::new(same));
    }
    let mut by_status: BTreeMap<u16, Vec<ProblemKind>> = BTreeMap::new();
    for kind in operation.all_problems() {
        by_status.entry(kind.status()).or_default().push(kind);
    }
    for (status, kinds) in by_status {
        described = described.response(status.to_string(), refused(&kinds));
    }
    described
}

fn parameter(place: ParameterIn, param: &Param, texts: Texts, examples: &Examples) -> Parameter {
    let required = match param.required {
        true => Required::True,
        false => Required::False,
    };
    ParameterBuilder::new()
        .name(param.name)
        .parameter_in(place)
        .required(required)
        .description(Some(param.sentence(texts)))
        .schema(Some(of_param(param)))
        .example(examples.of(param).map(Value::from))
        .build()
}

/// The header that names the generation a client began with.
fn begun_with(texts: Texts) -> Parameter {
    ParameterBuilder::new()
        .name(GENERATION)
        .parameter_in(ParameterIn::Header)
        .required(Required::False)
        .description(Some(texts.say("api-header-begun-with")))
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
        .build()
}

/// The response that carries an answer.
fn answered(operation: &Operation, texts: Texts) -> Response {
    let name = (operation.answer.name)();
    let mut response = ResponseBuilder::new().description(operation.title(texts));
    for form in operation.forms {
        let content = match form {
            Form::Json => ContentBuilder::new().schema(Some(Ref::from_schema_name(&*name))),
            Form::Xml | Form::File(_) => {
                ContentBuilder::new().schema(Some(ObjectBuilder::new().schema_type(Type::String)))
            }
        };
        response = response.content(form.media(), content.build());
    }
    response = response.header(GENERATION, header(texts, "api-header-generation"));
    if operation.kept {
        response = response.header("ETag", header(texts, "api-header-etag"));
    }
    if operation.paged {
        response = response.header("Link", header(texts, "api-header-link"));
    }
    response.build()
}

fn header(texts: Texts, name: &str) -> utoipa::openapi::Header {
    HeaderBuilder::new()
        .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
        .description(Some(texts.say(name)))
        .build()
}

/// The response to a question that is not answered, for one of these reasons.
fn refused(kinds: &[ProblemKind]) -> Response {
    let titles: Vec<String> = kinds
        .iter()
        .map(|kind| format!("{} (`{}`)", kind.title(), kind.name()))
        .collect();
    let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("ProblemBody")));
    ResponseBuilder::new()
        .description(titles.join("; "))
        .content("application/problem+json", content.build())
        .build()
}
