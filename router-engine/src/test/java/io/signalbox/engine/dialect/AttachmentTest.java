package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.dialect.kit.Plans;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

  private static String body(String dialect, Part part) {
    var request = ChatRequest.ofMessages("m", List.of(new Message(Role.USER, List.of(part))));
    var call = Dialects.provider(dialect).write(Plans.plan(request, "m"));
    return new String(call.body(), StandardCharsets.UTF_8);
  }
}
