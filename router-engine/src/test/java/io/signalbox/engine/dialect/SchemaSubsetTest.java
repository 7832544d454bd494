package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/// What OpenAI refuses with 400 in a schema that it is to enforce is said to the model instead.
final class SchemaSubsetTest {
  private static ObjectNode fitted(String json) {
    return SchemaSubset.OPENAI.fit(JsonTree.readObject(json).orElseThrow()).schema();
  }

  @Test
  void formatThatIsNotKnownIsSaid() {
    assertEquals(
        "{\"type\":\"string\",\"description\":\"(format: \\\"uri\\\")\"}",
        fitted("{\"type\":\"string\",\"format\":\"uri\"}").toString());
    String known = "{\"type\":\"string\",\"format\":\"date-time\"}";
    assertEquals(known, fitted(known).toString());
  }

  @Test
  void referenceStandsAlone() {
    assertEquals(
        "{\"description\":\"Where (default: 1)\",\"anyOf\":[{\"$ref\":\"#/$defs/x\"}]}",
        fitted("{\"$ref\":\"#/$defs/x\",\"description\":\"Where\",\"default\":1}").toString());
    String alone = "{\"$ref\":\"#/$defs/x\"}";
    assertEquals(alone, fitted(alone).toString());
  }

  @Test
  void choicesThatCannotBeOneAreSaid() {
    assertEquals(
        "{\"anyOf\":[{\"type\":\"string\"}],\"description\":\"(oneOf:"
            + " [{\\\"type\\\":\\\"null\\\"}])\"}",
        fitted("{\"anyOf\":[{\"type\":\"string\"}],\"oneOf\":[{\"type\":\"null\"}]}").toString());
  }

  @Test
  void partsThatHoldTogetherBecomeOne() {
    assertEquals(
        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"},\"b\":{\"type\":\"string\"}},"
            + "\"required\":[\"a\",\"b\"],\"additionalProperties\":false}",
        fitted(
                "{\"allOf\":[{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}},"
                    + "\"required\":[\"a\"]},{\"properties\":{\"b\":{\"type\":\"string\"}},"
                    + "\"required\":[\"b\"]}]}")
            .toString());
  }
}
