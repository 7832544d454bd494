package io.signalbox.engine.dialect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.signalbox.engine.chat.Failure;
import io.signalbox.engine.dialect.anthropic.client.MessagesClient;
import io.signalbox.engine.dialect.anthropic.provider.MessagesProvider;
import io.signalbox.engine.dialect.openai.OpenAiClient;
import io.signalbox.engine.dialect.openai.OpenAiProvider;
import io.signalbox.engine.dialect.openai.responses.ResponsesClient;
import io.signalbox.engine.spi.ClientDialect;
import io.signalbox.engine.spi.ClientError;
import io.signalbox.engine.spi.ProviderDialect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What clients are told of a provider's error: its own code and parameter in the same dialect, the
/// same meaning in another.
final class ProviderErrorTest {
  private static final ProviderDialect OPENAI = new OpenAiProvider();
  private static final ProviderDialect ANTHROPIC = new MessagesProvider();
  private static final ClientDialect CHAT = new OpenAiClient();
  private static final ClientDialect RESPONSES = new ResponsesClient();
  private static final ClientDialect MESSAGES = new MessagesClient();

  @Test
  void codeAndParameterAreTheProvidersOwn() {
    var failure =
        failure(
            OPENAI,
            400,
            "{\"error\":{\"message\":\"Unsupported\",\"type\":\"invalid_request_error\","
                + "\"param\":\"max_tokens\",\"code\":\"unsupported_parameter\"}}");
    for (ClientDialect client : List.of(CHAT, RESPONSES)) {
      assertEquals(
          "400 {\"error\":{\"message\":\"Unsupported\",\"type\":\"invalid_request_error\","
              + "\"param\":\"max_tokens\",\"code\":\"unsupported_parameter\"}}",
          told(client, failure));
    }
    assertEquals(
        "400 {\"type\":\"error\",\"error\":{\"type\":\"invalid_request_error\","
            + "\"message\":\"Unsupported\"},\"request_id\":\"r\"}",
        told(MESSAGES, failure));
  }

  @Test
  void errorWithoutCodeOrParameterHasNeither() {
    var failure =
        failure(
            OPENAI,
            400,
            "{\"error\":{\"message\":\"Bad\",\"type\":\"invalid_request_error\",\"param\":null,"
                + "\"code\":400}}");
    assertEquals(
        "400 {\"error\":{\"message\":\"Bad\",\"type\":\"invalid_request_error\",\"param\":null,"
            + "\"code\":\"bad_request\"}}",
        told(CHAT, failure));
  }

  @Test
  void quotaThatIsUsedUpIsNoBadGateway() {
    String body =
        "{\"error\":{\"message\":\"No quota\",\"type\":\"insufficient_quota\",\"param\":null,"
            + "\"code\":\"credit_balance_exhausted\"}}";
    assertEquals("429 " + body, told(CHAT, failure(OPENAI, 429, body)));
    assertEquals(
        "402 {\"type\":\"error\",\"error\":{\"type\":\"billing_error\",\"message\":\"No quota\"},"
            + "\"request_id\":\"r\"}",
        told(MESSAGES, failure(OPENAI, 429, body)));
    String billing = "{\"error\":{\"type\":\"billing_error\",\"message\":\"No money\"}}";
    assertEquals(
        "402 {\"error\":{\"message\":\"No money\",\"type\":\"insufficient_quota\",\"param\":null,"
            + "\"code\":\"insufficient_quota\"}}",
        told(CHAT, failure(ANTHROPIC, 402, billing)));
  }

  @Test
  void codeThatClientsDoNotKnowIsToldAsTheOneThatTheyDo() {
    String body =
        "{\"error\":{\"message\":\"too long\",\"type\":\"exceed_context_size_error\","
            + "\"code\":\"exceed_context_size_error\"}}";
    assertEquals(
        "400 {\"error\":{\"message\":\"too long\",\"type\":\"invalid_request_error\","
            + "\"param\":null,\"code\":\"context_length_exceeded\"}}",
        told(CHAT, failure(OPENAI, 400, body)));
  }

  @Test
  void refusedKeyIsNotToldAsTheClients() {
    String body =
        "{\"error\":{\"message\":\"Incorrect\",\"param\":null,\"code\":\"invalid_api_key\"}}";
    assertEquals(
        "502 {\"error\":{\"message\":\"Incorrect\",\"type\":\"server_error\",\"param\":null,"
            + "\"code\":\"unauthorized\"}}",
        told(CHAT, failure(OPENAI, 401, body)));
  }

  private static Failure failure(ProviderDialect provider, int status, String body) {
    return provider.failure(status, Map.of(), body.getBytes(StandardCharsets.UTF_8));
  }

  private static String told(ClientDialect client, Failure failure) {
    var reply = client.error(ClientError.of(failure, ""), "r");
    return reply.status() + " " + new String(reply.body(), StandardCharsets.UTF_8);
  }
}
