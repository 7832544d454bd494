package io.signalbox.plugins.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// PDFs at providers of Chat Completions, each of which has a part of its own for them or none.
final class DocumentPartsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          openai/gpt-5-mini      | {"type":"file","file":{"filename":"Plan.pdf","file_data":"data:application/pdf;base64,JVBERi0="}}
          openrouter/openai/gpt-5| {"type":"file","file":{"filename":"Plan.pdf","file_data":"data:application/pdf;base64,JVBERi0="}}
          mistral/mistral-small-latest | {"type":"document_url","document_url":"data:application/pdf;base64,JVBERi0="}
          groq/openai/gpt-oss-20b| {"type":"text","text":"[A file \\"Plan\\" (application/pdf) was attached here. It cannot be shown to you.]"}
          """)
  void pdfGoesAsThePartThatTheProviderTakes(String model, String part) {
    String document =
        "{\"type\":\"document\",\"title\":\"Plan\",\"source\":{\"type\":\"base64\","
            + "\"media_type\":\"application/pdf\",\"data\":\"JVBERi0=\"}}";
    String picture =
        "{\"type\":\"image\",\"source\":{\"type\":\"url\",\"url\":\"https://a.example/a.png\"}}";
    String body =
        "{\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":["
            + document
            + ","
            + picture
            + "]}]}";
    var sent = Outgoing.of("anthropic", body, model);
    JsonNode first = sent.body().at("/messages/0/content/0");
    assertEquals(part, first.toString());
  }

  @Test
  void pdfOfAToolFollowsAsTheUsers() {
    String body =
        "{\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"x\"},{\"role\":\"assistant\","
            + "\"content\":[{\"type\":\"tool_use\",\"id\":\"c1\",\"name\":\"f\",\"input\":{}}]},"
            + "{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\",\"tool_use_id\":\"c1\",\"content\":["
            + "{\"type\":\"text\",\"text\":\"Here.\"},{\"type\":\"document\",\"source\":{\"type\":\"base64\","
            + "\"media_type\":\"application/pdf\",\"data\":\"JVBERi0=\"}}]}]}]}";
    JsonNode messages = Outgoing.of("anthropic", body, "openai/gpt-5-mini").body().path("messages");
    assertEquals("Here.", messages.at("/2/content").asString());
    assertEquals("user", messages.at("/3/role").asString());
    assertEquals("file", messages.at("/3/content/0/type").asString());
  }

  @Test
  void fileOfAChatIsMistralsDocument() {
    String body =
        "{\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"file\",\"file\":{"
            + "\"filename\":\"a.pdf\",\"file_data\":\"data:application/pdf;base64,JVBERi0=\"}}]}]}";
    var sent = Outgoing.of("openai", body, "mistral/mistral-small-latest");
    assertEquals("document_url", sent.body().at("/messages/0/content/0/type").asString());
  }
}
