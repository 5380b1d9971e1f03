//! What a parameter and a body may hold, as JSON Schema (draft 2020-12).

use std::borrow::Cow;

use serde_json::Value;
use utoipa::ToSchema;
use utoipa::openapi::schema::{
    AdditionalProperties, ArrayBuilder, KnownFormat, ObjectBuilder, OneOfBuilder, Schema,
    SchemaFormat, SchemaType, Type,
};
use utoipa::openapi::{Ref, RefOr};

use crate::address::param::{self, Kind, Param};
use crate::explorer::BatchAnswer;
use crate::words::texts::Texts;

/// A schema by its name.
pub(super) type Named = (String, RefOr<Schema>);

/// What a body holds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Answer {
    /// The name of its schema, as the document refers to it before names are made short.
    pub(super) name: fn() -> Cow<'static, str>,
    /// That schema and all it refers to.
    pub(super) schemas: fn() -> Vec<Named>,
}

impl Answer {
    /// What a body of a type holds.
    pub(super) const fn of<T: ToSchema>() -> Self {
        Self {
            name: T::name,
            schemas: schemas_of::<T>,
        }
    }
}

fn schemas_of<T: ToSchema>() -> Vec<Named> {
    let mut schemas = vec![(T::name().into_owned(), T::schema())];
    T::schemas(&mut schemas);
    schemas
}

/// What a parameter may be; in a list where it may be repeated.
pub(super) fn of_param(param: &Param) -> Schema {
    match param.kind {
        Kind::Ids(many) => list(of_text(1), many.most),
        Kind::Categories(many) => list(of_text(1), many.most),
        Kind::Id | Kind::Category => of_text(1).into(),
        Kind::Text => of_text(0).into(),
        Kind::Word { words, usual } => ObjectBuilder::new()
            .schema_type(Type::String)
            .enum_values(Some(words()))
            .default(Some(usual().into()))
            .into(),
        Kind::Whole(whole) => ObjectBuilder::new()
            .schema_type(Type::Integer)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int32)))
            .minimum(Some(whole.least))
            .maximum(Some(whole.most))
            .default(whole.usual.map(Into::into))
            .into(),
        Kind::Percentile => ObjectBuilder::new()
            .schema_type(Type::Number)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Double)))
            .exclusive_minimum(Some(0_u32))
            .exclusive_maximum(Some(100_u32))
            .multiple_of(Some(0.01))
            .into(),
        Kind::Units(most) => ObjectBuilder::new()
            .schema_type(Type::Number)
            .format(Some(SchemaFormat::KnownFormat(KnownFormat::Double)))
            .minimum(Some(0_u32))
            .maximum(Some(most))
            .multiple_of(Some(0.001))
            .into(),
        Kind::Cursor => ObjectBuilder::new()
            .schema_type(Type::String)
            .pattern(Some(r"^[^.]+\.[0-9]{1,9}$"))
            .into(),
    }
}

/// What `POST /v1/paths/batch` is asked with.
pub(super) fn batch_question() -> Vec<Named> {
    let texts = Texts::default();
    let options = param::PAIR_OPTIONS.iter().fold(closed(), |options, param| {
        options.property(param.name, or_null(described(param)))
    });
    let pair = closed()
        .property(param::FROM, of_text(1))
        .property(param::TO, of_text(1))
        .property("options", own_options())
        .required(param::FROM)
        .required(param::TO);
    let pairs = ArrayBuilder::new()
        .items(Ref::from_schema_name("PairQuestion"))
        .min_items(Some(1))
        .max_items(Some(BatchAnswer::MAX_PAIRS));
    let titles = ObjectBuilder::new()
        .schema_type(Type::Boolean)
        .default(Some(false.into()))
        .description(Some(param::sentence("titles", texts)));
    let question = closed()
        .property("pairs", pairs)
        .property("options", own_options())
        .property("titles", titles)
        .required("pairs");
    [
        ("BatchQuestion", question),
        ("PairQuestion", pair),
        ("PairOptions", options),
    ]
    .map(|(name, object)| (name.to_owned(), Schema::from(object).into()))
    .to_vec()
}

/// Options, or null for none.
fn own_options() -> OneOfBuilder {
    let none = ObjectBuilder::new().schema_type(Type::Null);
    OneOfBuilder::new()
        .item(none)
        .item(Ref::from_schema_name("PairOptions"))
}

/// The same, where null says that it is not given.
fn or_null(schema: Schema) -> Schema {
    let with_null = |kind: SchemaType| match kind {
        SchemaType::Type(kind) => SchemaType::from_iter([kind, Type::Null]),
        kind => kind,
    };
    match schema {
        Schema::Object(mut object) => {
            object.schema_type = with_null(object.schema_type);
            if let Some(words) = &mut object.enum_values {
                words.push(Value::Null);
            }
            object.into()
        }
        Schema::Array(mut array) => {
            array.schema_type = with_null(array.schema_type);
            array.into()
        }
        other => other,
    }
}

/// A parameter with its sentence.
pub(super) fn described(param: &Param) -> Schema {
    let sentence = Some(param.sentence(Texts::default()));
    match of_param(param) {
        Schema::Object(mut object) => {
            object.description = sentence;
            object.into()
        }
        Schema::Array(mut array) => {
            array.description = sentence;
            array.into()
        }
        other => other,
    }
}

/// An object in which nothing unknown may stand.
pub(super) fn closed() -> ObjectBuilder {
    ObjectBuilder::new().additional_properties(Some(AdditionalProperties::FreeForm(false)))
}

fn of_text(least: usize) -> ObjectBuilder {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length((least > 0).then_some(least))
}

fn list(of: ObjectBuilder, most: usize) -> Schema {
    let list = ArrayBuilder::new().items(of);
    list.max_items(Some(most)).into()
}
