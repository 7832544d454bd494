package io.signalbox.engine.dialect;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The part of JSON Schema that a provider enforces. A schema is fitted to it and keeps what it
/// meant: what cannot be enforced is said in the description, which the model reads.
///
/// Sources, read 2026-11: OpenAI's guide on structured outputs
/// (https://platform.openai.com/docs/guides/structured-outputs), Anthropic's
/// (https://platform.claude.com/docs/en/build-with-claude/structured-outputs) and Google's
/// (https://ai.google.dev/gemini-api/docs/structured-output).
public final class SchemaSubset {
  /// Keywords that none of them supports.
  private static final Set<String> UNSUPPORTED =
      Set.of(
          "minLength",
          "maxLength",
          "minProperties",
          "maxProperties",
          "patternProperties",
          "propertyNames",
          "unevaluatedProperties",
          "unevaluatedItems",
          "uniqueItems",
          "contains",
          "minContains",
          "maxContains",
          "not",
          "if",
          "then",
          "else",
          "dependentRequired",
          "dependentSchemas",
          "examples");

  /// Objects are closed, all their members required; one that may be missing may be null instead.
  public static final SchemaSubset OPENAI =
      new SchemaSubset(true, true, true, Set.of("default"), true);

  /// Objects are closed; no limits on numbers, texts and lists but a list of at least 0 or 1.
  public static final SchemaSubset ANTHROPIC =
      new SchemaSubset(
          true,
          false,
          false,
          Set.of(
              "minimum",
              "maximum",
              "exclusiveMinimum",
              "exclusiveMaximum",
              "multipleOf",
              "maxItems"),
          false);

  /// No limits on texts, and none that depend on others.
  public static final SchemaSubset GEMINI =
      new SchemaSubset(
          false,
          false,
          true,
          Set.of("pattern", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "default"),
          false);

  private static final Set<String> LISTS = Set.of("anyOf", "oneOf", "allOf", "prefixItems");
  private static final Set<String> MAPS = Set.of("properties", "$defs", "definitions");
  private static final int DEEPEST = 60;

  private final boolean closed;
  private final boolean allRequired;
  private final boolean manyItems;
  private final Set<String> refused;
  private final boolean strict;

  /// @param closed whether objects must have no other members than those named
  /// @param allRequired whether all members must be required
  /// @param manyItems whether a list may have a least length above 1
  /// @param more keywords that are not supported, besides those that none supports
  /// @param strict whether nothing stands beside a `$ref`, texts have one of few formats, and
  ///   `anyOf` is the only choice: OpenAI refuses all else
  private SchemaSubset(
      boolean closed, boolean allRequired, boolean manyItems, Set<String> more, boolean strict) {
    this.strict = strict;
    this.closed = closed;
    this.allRequired = allRequired;
    this.manyItems = manyItems;
    var all = new HashSet<>(UNSUPPORTED);
    all.addAll(more);
    this.refused = Set.copyOf(all);
  }

  /// A schema within the subset.
  ///
  /// @param lost the keywords that are said in descriptions and not enforced
  public record Fitted(ObjectNode schema, List<String> lost) {
    public Fitted {
      lost = List.copyOf(lost);
    }
  }

  /// Names what is said and not enforced.
  ///
  /// @param what the member of the request that has the schema
  /// @param losses told
  public static void name(String what, List<String> lost, Collection<String> losses) {
    if (!lost.isEmpty()) {
      losses.add(
          what
              + ": not enforced by the provider, said in the description: "
              + String.join(", ", lost));
    }
  }

  /// The schema within the subset.
  ///
  /// @param what the member of the request that has it
  /// @param losses told what is said and not enforced
  public ObjectNode fit(ObjectNode schema, String what, Collection<String> losses) {
    Fitted fitted = fit(schema);
    name(what, fitted.lost(), losses);
    return fitted.schema();
  }

  /// The schema within the subset; itself if it is within.
  public Fitted fit(ObjectNode schema) {
    ObjectNode fitted = schema.deepCopy();
    Set<String> lost = new LinkedHashSet<>();
    fit(fitted, lost, 0);
    return new Fitted(fitted, new ArrayList<>(lost));
  }

  private void fit(ObjectNode node, Set<String> lost, int depth) {
    if (depth > DEEPEST) {
      return;
    }
    if (strict) {
      StrictSchema.arrange(node);
    }
    sayRefused(node, lost);
    node.remove("$schema");
    alternatives(node);
    children(node, lost, depth);
    if (isObject(node)) {
      close(node, lost);
      require(node);
    }
  }

  /// What is refused goes into the description, in the words of JSON Schema.
  private void sayRefused(ObjectNode node, Set<String> lost) {
    List<String> said = new ArrayList<>();
    for (String keyword : List.copyOf(node.propertyNames())) {
      if (isRefused(node, keyword)) {
        said.add(keyword + ": " + node.remove(keyword));
        lost.add(keyword);
      }
    }
    if (!said.isEmpty()) {
      String before = JsonTree.text(node, "description");
      String words = "(" + String.join(", ", said) + ")";
      node.put("description", before.isEmpty() ? words : before + " " + words);
    }
  }

  private boolean isRefused(ObjectNode node, String keyword) {
    return refused.contains(keyword)
        || isTooManyItems(node, keyword)
        || (strict && StrictSchema.refuses(node, keyword));
  }

  private boolean isTooManyItems(ObjectNode node, String keyword) {
    return !manyItems && keyword.equals("minItems") && node.path(keyword).asInt(0) > 1;
  }

  private static void alternatives(ObjectNode node) {
    if (node.get("oneOf") instanceof ArrayNode one && !node.has("anyOf")) {
      node.remove("oneOf");
      node.set("anyOf", one);
    }
    if (node.get("allOf") instanceof ArrayNode all && all.size() == 1) {
      node.remove("allOf");
      if (all.get(0) instanceof ObjectNode only) {
        only.properties()
            .forEach(each -> {
              if (!node.has(each.getKey())) {
                node.set(each.getKey(), each.getValue());
              }
            });
      }
    }
  }

  private void children(ObjectNode node, Set<String> lost, int depth) {
    for (Map.Entry<String, JsonNode> each : List.copyOf(node.properties())) {
      JsonNode value = each.getValue();
      if (MAPS.contains(each.getKey()) && value instanceof ObjectNode all) {
        all.forEach(child -> fitChild(child, lost, depth));
      } else if (LISTS.contains(each.getKey()) && value instanceof ArrayNode all) {
        all.forEach(child -> fitChild(child, lost, depth));
      } else if (each.getKey().equals("items")) {
        fitChild(value, lost, depth);
      }
    }
  }

  private void fitChild(JsonNode child, Set<String> lost, int depth) {
    if (child instanceof ObjectNode schema) {
      fit(schema, lost, depth + 1);
    }
  }

  private static boolean isObject(ObjectNode node) {
    JsonNode type = node.path("type");
    boolean among = type.isArray() && type.valueStream().anyMatch(each -> is(each, "object"));
    return is(type, "object") || among || (type.isMissingNode() && node.has("properties"));
  }

  private static boolean is(JsonNode type, String word) {
    return type.asString("").equals(word);
  }

  private void close(ObjectNode node, Set<String> lost) {
    JsonNode before = node.path("additionalProperties");
    if (!closed || (before.isBoolean() && !before.asBoolean())) {
      return;
    }
    if (!before.isMissingNode()) {
      lost.add("additionalProperties");
    }
    node.put("additionalProperties", false);
  }

  private void require(ObjectNode node) {
    if (!allRequired || !(node.get("properties") instanceof ObjectNode properties)) {
      return;
    }
    Set<String> required = new LinkedHashSet<>();
    node.path("required").forEach(each -> required.add(each.asString()));
    ArrayNode all = JsonTree.array();
    for (Map.Entry<String, JsonNode> each : List.copyOf(properties.properties())) {
      all.add(each.getKey());
      if (!required.contains(each.getKey()) && each.getValue() instanceof ObjectNode optional) {
        properties.set(each.getKey(), orNull(optional));
      }
    }
    node.set("required", all);
  }

  private static ObjectNode orNull(ObjectNode schema) {
    JsonNode type = schema.path("type");
    if (schema.has("anyOf") || schema.has("$ref") || schema.has("enum") || schema.has("const")) {
      return nullable(schema);
    } else if (type.isString()) {
      ArrayNode types = JsonTree.array().add(type.asString());
      schema.set("type", is(type, "null") ? types : types.add("null"));
    } else if (type instanceof ArrayNode types
        && types.valueStream().noneMatch(each -> is(each, "null"))) {
      types.add("null");
    }
    return schema;
  }

  private static ObjectNode nullable(ObjectNode schema) {
    if (schema.get("anyOf") instanceof ArrayNode any) {
      boolean has = any.valueStream().anyMatch(each -> is(each.path("type"), "null"));
      if (!has) {
        any.addObject().put("type", "null");
      }
      return schema;
    }
    ObjectNode union = JsonTree.object();
    union.putArray("anyOf").add(schema).addObject().put("type", "null");
    return union;
  }
}
