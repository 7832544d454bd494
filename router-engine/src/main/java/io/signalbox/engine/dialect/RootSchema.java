package io.signalbox.engine.dialect;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// The schema of a tool's arguments for providers that know no choice at its top: Anthropic answers
/// 400 to the whole request (`input_schema does not support oneOf, allOf, or anyOf at the top
/// level`). The members of all branches are allowed, and which of them go together is said in the
/// description, which the model reads. Pure.
///
/// ```
/// {"type": "object", "anyOf": [{"properties": {"a": …}, "required": ["a"]}, {"properties": {"b": …}}]}
/// → {"type": "object", "properties": {"a": …, "b": …}, "description": "(anyOf: …)"}
/// ```
public final class RootSchema {
  private static final Set<String> CHOICES = Set.of("anyOf", "oneOf", "allOf");
  private static final int LONGEST = 2_000;

  private RootSchema() {}

  /// The schema without a choice at its top; itself if it has none.
  ///
  /// @param what the member of the request that has it
  /// @param losses told what is said and not enforced
  public static ObjectNode ofObject(ObjectNode schema, String what, Collection<String> losses) {
    if (CHOICES.stream().noneMatch(schema::has)) {
      return schema;
    }
    ObjectNode flat = schema.deepCopy();
    var lost = new LinkedHashSet<String>();
    for (String choice : CHOICES.stream().sorted().toList()) {
      if (flat.remove(choice) instanceof ArrayNode branches) {
        branches.forEach(branch -> merge(flat, branch, choice.equals("allOf")));
        say(flat, choice, branches);
        lost.add(choice);
      }
    }
    SchemaSubset.name(what, lost.stream().toList(), losses);
    return flat;
  }

  private static void merge(ObjectNode flat, JsonNode branch, boolean all) {
    if (branch.path("properties") instanceof ObjectNode more) {
      ObjectNode properties = flat.withObject("/properties");
      more.properties()
          .forEach(each -> {
            if (!properties.has(each.getKey())) {
              properties.set(each.getKey(), each.getValue());
            }
          });
    }
    if (all && branch.path("required") instanceof ArrayNode more) {
      ArrayNode required = flat.withArray("/required");
      more.forEach(name -> {
        if (required.valueStream().noneMatch(name::equals)) {
          required.add(name);
        }
      });
    }
  }

  private static void say(ObjectNode flat, String choice, ArrayNode branches) {
    String json = branches.toString();
    String shown = json.length() > LONGEST ? json.substring(0, LONGEST) + "…" : json;
    String before = JsonTree.text(flat, "description");
    flat.put(
        "description", (before.isEmpty() ? "" : before + " ") + "(" + choice + ": " + shown + ")");
  }
}
