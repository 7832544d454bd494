package io.signalbox.engine.workspace;

import io.signalbox.engine.graph.Node;
import io.signalbox.engine.graph.NodeKind;
import io.signalbox.engine.graph.format.Field;
import io.signalbox.engine.graph.format.FieldType;
import io.signalbox.engine.graph.format.RecordFormat;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Makes the JSON Schema's definitions of the kinds of nodes from their formats.
final class FormatSchema {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Map<String, ObjectNode> definitions = new LinkedHashMap<>();

  private FormatSchema() {}

  /// The definitions by name: each kind's, and those of the records in it.
  static Map<String, ObjectNode> definitions() {
    var schema = new FormatSchema();
    for (NodeKind kind : NodeKind.all()) {
      kind.format().ifPresent(schema::define);
    }
    schema.definitions.put("node", node());
    return schema.definitions;
  }

  private void define(RecordFormat<?> format) {
    ObjectNode definition = JSON.createObjectNode();
    boolean node = format.nothing() instanceof Node;
    definition.put("description", format.meaning());
    definition.put("type", "object");
    var required = KnownKeys.of(format).required();
    if (!required.isEmpty()) {
      words(definition.putArray("required"), required);
    }
    ObjectNode properties = definition.putObject("properties");
    if (node) {
      properties.putObject("kind").put("const", format.name());
    }
    for (Field<?, ?> field : format.fields()) {
      properties.set(field.key(), property(field));
    }
    if (node) {
      ofAllNodes(properties);
    }
    definition.put("additionalProperties", false);
    definitions.put(format.name(), definition);
  }

  private static void ofAllNodes(ObjectNode properties) {
    reference(properties.putObject("name"), "text").put("description", "Shown instead of the id.");
    reference(properties.putObject("at"), "at");
    reference(properties.putObject("note"), "text")
        .put("description", "A comment that the canvas shows.");
    reference(properties.putObject("disabled"), "disabled");
  }

  private <R, T> ObjectNode property(Field<R, T> field) {
    ObjectNode property = JSON.createObjectNode();
    describe(property, field.type(), field.usual());
    return property.put("description", field.meaning());
  }

  private <T> void describe(ObjectNode to, FieldType<T> type, Optional<T> usual) {
    switch (type) {
      case FieldType.Text text -> reference(to, "text");
      case FieldType.Target target -> reference(to, "reference");
      case FieldType.Targets targets -> reference(to, "branches");
      case FieldType.Texts texts -> reference(to.put("type", "array").putObject("items"), "text");
      case FieldType.Whole whole -> whole(to, whole, usual);
      case FieldType.Truth truth -> truth(to, usual);
      case FieldType.Scalar<T> scalar -> reference(to, scalar.name());
      case FieldType.Scalars<?> list ->
          reference(to.put("type", "array").putObject("items"), list.each().name());
      case FieldType.Word<T> word -> word(to, word, usual);
      case FieldType.Words<?> words ->
          words(
              to.put("type", "array").putObject("items").putArray("enum"), words.words().keySet());
      case FieldType.Cel cel -> reference(to, "condition");
      case FieldType.Members members -> reference(to, "members");
      case FieldType.Section<T> section -> {
        define(section.format());
        reference(to, section.format().name());
      }
      case FieldType.Items<?> items -> {
        define(items.format());
        reference(to.put("type", "array").putObject("items"), items.format().name());
      }
      case FieldType.TargetsByLabel targets ->
          reference(to.put("type", "object").putObject("additionalProperties"), "reference");
      case FieldType.ByLabel<?> records -> {
        define(records.format());
        reference(
            to.put("type", "object").putObject("additionalProperties"), records.format().name());
      }
      case FieldType.NotYet later when later.words().isEmpty() -> to.putObject("not");
      case FieldType.NotYet later -> words(to.putArray("enum"), later.words());
    }
  }

  private static void truth(ObjectNode to, Optional<?> usual) {
    to.putArray("enum").add(true).add(false).add("true").add("false");
    usual.ifPresent(value -> to.put("default", (Boolean) value));
  }

  private static void whole(ObjectNode to, FieldType.Whole whole, Optional<?> usual) {
    to.put("type", "integer").put("minimum", whole.least()).put("maximum", whole.most());
    usual.ifPresent(value -> to.put("default", (Long) value));
  }

  private static <T> void word(ObjectNode to, FieldType.Word<T> word, Optional<T> usual) {
    words(to.putArray("enum"), word.words().keySet());
    word.words()
        .forEach((each, value) -> {
          if (usual.filter(value::equals).isPresent()) {
            to.put("default", each);
          }
        });
  }

  private static ObjectNode node() {
    ObjectNode node = JSON.createObjectNode();
    node.put("description", "A decision on a request's route.").put("type", "object");
    node.putArray("required").add("kind");
    ArrayNode kinds = node.putObject("properties").putObject("kind").putArray("enum");
    ArrayNode each = node.putArray("allOf");
    for (NodeKind kind : NodeKind.all()) {
      kinds.add(kind.id());
      ObjectNode rule = each.addObject();
      ObjectNode condition = rule.putObject("if");
      condition.putObject("properties").putObject("kind").put("const", kind.id());
      condition.putArray("required").add("kind");
      reference(rule.putObject("then"), kind.id());
    }
    return node;
  }

  private static ObjectNode reference(ObjectNode to, String name) {
    return to.put("$ref", "#/$defs/" + name);
  }

  private static void words(ArrayNode to, Collection<String> words) {
    words.forEach(to::add);
  }
}
