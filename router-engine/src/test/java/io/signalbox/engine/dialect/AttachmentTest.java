package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.dialect.kit.Plans;
import io.signalbox.engine.spi.ProviderCall;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files that clients send in the words of one dialect, at providers of the others.
final class AttachmentTest {
  private static final Part PDF =
      new Part.Foreign(
          "anthropic",
          "document",
          "{\"type\":\"document\",\"title\":\"Plan\",\"source\":{\"type\":\"base64\",\"media_type\":\"application/pdf\",\"data\":\"JVBERi0=\"}}");
  private static final Part FILE =
      new Part.Foreign(
          "openai",
          "file",
          "{\"type\":\"file\",\"file\":{\"filename\":\"plan.pdf\",\"file_data\":\"data:application/pdf;base64,JVBERi0=\"}}");
  private static final Part FOUND =
      new Part.Foreign(
          "anthropic",
          "search_result",
          "{\"type\":\"search_result\",\"source\":\"https://a.example\",\"title\":\"Rain\",\"content\":[{\"type\":\"text\",\"text\":\"It"
              + " rains.\"}]}");

  private static final List<Part> STORED =
      List.of(
          new Part.Foreign(
              "anthropic",
              "document",
              "{\"type\":\"document\",\"source\":{\"type\":\"file\",\"file_id\":\"f-1\"}}"),
          new Part.Foreign(
              "anthropic",
              "container_upload",
              "{\"type\":\"container_upload\",\"file_id\":\"f-1\"}"),
          new Part.Foreign("openai", "file", "{\"type\":\"file\",\"file\":{\"file_id\":\"f-1\"}}"),
          new Part.Foreign(
              "responses", "input_file", "{\"type\":\"input_file\",\"file_id\":\"f-1\"}"),
          new Part.Foreign(
              "responses", "input_image", "{\"type\":\"input_image\",\"file_id\":\"f-1\"}"),
          new Part.Foreign(
              "anthropic",
              "image",
              "{\"type\":\"image\",\"source\":{\"type\":\"file\",\"file_id\":\"f-1\"}}"),
          new Part.Foreign(
              "gemini",
              "fileData",
              "{\"fileData\":{\"mimeType\":\"application/pdf\",\"fileUri\":\"https://generativelanguage.googleapis.com/v1beta/files/f-1\"}}"));
  private static final Part IN_STORAGE =
      new Part.Foreign(
          "gemini",
          "fileData",
          "{\"fileData\":{\"mimeType\":\"application/pdf\",\"fileUri\":\"gs://b/plan.pdf\"}}");

  @ParameterizedTest
  @CsvSource({"openai", "gemini", "bedrock", "cohere", "responses"})
  void textInsideSearchResultsReachesEveryProvider(String dialect) {
    String body = body(dialect, FOUND);
    assertTrue(body.contains("It rains."), body);
    assertTrue(body.contains("https://a.example"), body);
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic, JVBERi0=",
    "gemini, JVBERi0=",
    "bedrock, JVBERi0=",
    "responses, JVBERi0=",
    "cohere, cannot be shown"
  })
  void fileOfChatIsCarriedOrSaid(String dialect, String said) {
    assertTrue(body(dialect, FILE).contains(said), body(dialect, FILE));
  }

  @ParameterizedTest
  @CsvSource({"openai", "cohere"})
  void messageOfAFileAloneIsNeverEmpty(String dialect) {
    String body = body(dialect, PDF);
    assertFalse(body.contains("JVBERi0="), body);
    assertTrue(body.contains("[A file \\\"Plan\\\" (application/pdf) was attached here."), body);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "anthropic", "gemini", "bedrock", "cohere", "responses"})
  void fileThatLiesWithItsProviderIsSaidAtEveryOther(String dialect) {
    for (Part part : STORED) {
      boolean own =
          part instanceof Part.Foreign foreign
              && (foreign.dialect().equals(dialect)
                  || foreign.dialect().equals("openai") && dialect.equals("responses"));
      var call = call(dialect, part);
      String body = new String(call.body(), StandardCharsets.UTF_8);
      assertTrue(body.contains(own ? "f-1" : "was attached here. It cannot be shown"), body);
      assertTrue(own || call.losses().toString().contains("words stand in its place"), body);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"anthropic", "responses"})
  void addressOfGooglesStorageIsSaidToThoseWhoCannotReadIt(String dialect) {
    String body = body(dialect, IN_STORAGE);
    assertFalse(body.contains("gs://"), body);
    assertTrue(body.contains("[A file (application/pdf) was attached here."), body);
    assertTrue(body("gemini", IN_STORAGE).contains("gs://b/plan.pdf"));
  }

  @Test
  void nameOfAFileHasTheEndingOfItsType() {
    String word = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";
    assertEquals("document.docx", named(word, ""));
    assertEquals("Plan.docx", named(word, "Plan"));
    assertEquals("plan.doc", named(word, "plan.doc"));
    assertEquals("document.pdf", named("application/pdf", ""));
    assertEquals("document", named("application/x-unheard", ""));
  }

  private static String named(String type, String title) {
    String json =
        "{\"type\":\"document\",\"title\":\"%s\",\"source\":{\"type\":\"base64\",\"media_type\":\"%s\",\"data\":\"AAAA\"}}"
            .formatted(title, type);
    return Attachment.of(new Part.Foreign("anthropic", "document", json)).orElseThrow().fileName();
  }

  private static String body(String dialect, Part part) {
    return new String(call(dialect, part).body(), StandardCharsets.UTF_8);
  }

  private static ProviderCall call(String dialect, Part part) {
    var request = ChatRequest.ofMessages("m", List.of(new Message(Role.USER, List.of(part))));
    return Dialects.provider(dialect).write(Plans.plan(request, "m"));
  }
}
