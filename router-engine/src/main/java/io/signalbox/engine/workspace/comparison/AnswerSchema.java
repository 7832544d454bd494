package io.signalbox.engine.workspace.comparison;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A JSON Schema (draft 2020-12) that answers are held against. It refers to nothing outside of
/// itself: nothing is fetched. Safe for threads.
public final class AnswerSchema {
  private static final int LONGEST = 256 * 1024;

  private final Schema schema;

  private AnswerSchema(Schema schema) {
    this.schema = schema;
  }

  /// The schema that a JSON text is.
  ///
  /// @throws IllegalArgumentException if it is none; [#objection] says why
  public static AnswerSchema of(String json) {
    objection(json)
        .ifPresent(why -> {
          throw new IllegalArgumentException(why);
        });
    return new AnswerSchema(read(json));
  }

  private static Schema read(String json) {
    return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(json);
  }

  /// Why a text is no schema that can be used; empty if it is one.
  public static Optional<String> objection(String json) {
    if (json.length() > LONGEST) {
      return Optional.of("A schema has at most 256 KiB.");
    }
    try {
      JsonNode root = JsonMapper.shared().readTree(json);
      if (!root.isObject() && !root.isBoolean()) {
        return Optional.of("A schema is a mapping, as in { type: object, required: [ total ] }.");
      }
      if (refersOutside(root)) {
        return Optional.of("A $ref must begin with #: nothing outside of the schema is read.");
      }
      read(json).validate("{}", InputFormat.JSON);
      return Optional.empty();
    } catch (JacksonException e) {
      return Optional.of("It is not JSON.");
    } catch (RuntimeException e) {
      return Optional.of("It cannot be used: " + e.getClass().getSimpleName() + ".");
    }
  }

  private static boolean refersOutside(JsonNode node) {
    for (String key : new String[] {"$ref", "$dynamicRef", "$schema"}) {
      JsonNode ref = node.path(key);
      boolean known = key.equals("$schema") && ref.asString("").contains("json-schema.org/");
      if (ref.isString() && !ref.asString().startsWith("#") && !known) {
        return true;
      }
    }
    for (JsonNode each : node) {
      if (refersOutside(each)) {
        return true;
      }
    }
    return false;
  }

  /// Where a JSON text does not fit, without a word of it; empty if it does.
  public Optional<String> mismatch(String json) {
    try {
      return schema.validate(json, InputFormat.JSON).stream()
          .findFirst()
          .map(error -> error.getInstanceLocation() + " breaks " + error.getKeyword());
    } catch (RuntimeException e) {
      return Optional.of("it is not JSON");
    }
  }
}
