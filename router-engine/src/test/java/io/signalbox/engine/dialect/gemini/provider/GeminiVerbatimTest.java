package io.signalbox.engine.dialect.gemini.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.ResponseFormat;
import io.signalbox.engine.chat.ToolChoice;
import io.signalbox.engine.dialect.gemini.CarriedThinking;
import io.signalbox.engine.dialect.gemini.client.GenerateClient;
import io.signalbox.engine.dialect.kit.Plans;
import io.signalbox.engine.spi.ClientDialect.Reading;
import io.signalbox.engine.spi.ProviderCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bodies of clients of the same dialect: passed on as they are where the model takes them, else
/// written anew with all that they say.
final class GeminiVerbatimTest {
  private static final String ODD =
      "{ \"contents\" : [{\"parts\":[{\"text\":\"Hi\"}]}],\"future\":{\"a\":[1]},"
          + "\"generation_config\":{\"top_k\":40.0}}";

  private static ChatRequest read(String body) {
    return assertInstanceOf(
            Reading.Understood.class, new GenerateClient().read(body.getBytes(UTF_8)))
        .request();
  }

  private static ProviderCall call(String body, String model, Map<String, String> params) {
    var original = Optional.of(body.getBytes(UTF_8));
    return new GenerateProvider()
        .write(Plans.plan(read(body), original, model, params, Set.of(), 8_000));
  }

  private static ProviderCall call(String body, String model) {
    return call(body, model, Map.of());
  }

  /// The call of a request that the graph has changed.
  private static String rewritten(String body, UnaryOperator<ChatRequest> change) {
    var plan = Plans.plan(change.apply(read(body)), "gemini-3-flash");
    return text(new GenerateProvider().write(plan));
  }

  private static String text(ProviderCall call) {
    return new String(call.body(), UTF_8);
  }

  private static String asking(String config) {
    return "{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}],\"generationConfig\":{" + config + "}}";
  }

  @Test
  void bodyIsPassedOnByteForByteToTheModelOfTheGraph() {
    ProviderCall call = call(ODD, "gemini-3-flash");
    assertTrue(call.verbatim());
    assertEquals(ODD, text(call));
    assertEquals("/models/gemini-3-flash:generateContent", call.path());
    assertEquals(List.of(), call.losses());
  }

  @Test
  void streamIsAskedForInThePath() {
    var plan =
        Plans.plan(
            read(ODD).withStream(true, true),
            Optional.of(ODD.getBytes(UTF_8)),
            "gemini-3-flash",
            Map.of(),
            Set.of(),
            0);
    var call = new GenerateProvider().write(plan);
    assertEquals("/models/gemini-3-flash:streamGenerateContent?alt=sse", call.path());
    assertTrue(call.verbatim());
  }

  @Test
  void settingsOfTheGraphAreMergedIntoWhatTheClientSays() {
    String body =
        asking("\"top_k\":40,\"topP\":0.5")
            .replace("\"generation", "\"model\":\"models/x\",\"generation");
    var call =
        call(
            body,
            "gemini-2.5-flash",
            Map.of("generationConfig", "{\"topK\":1}", "safetySettings", "[]"));
    assertTrue(call.verbatim());
    assertEquals(
        "{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}],\"model\":\"models/gemini-2.5-flash\","
            + "\"generationConfig\":{\"topP\":0.5,\"topK\":1},\"safetySettings\":[]}",
        text(call));
  }

  @Test
  void memberInTheOtherSpellingIsNotSentTwice() {
    var call = call(ODD, "gemini-3-flash", Map.of("generationConfig", "{\"temperature\":0}"));
    assertFalse(call.verbatim());
    assertEquals(
        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Hi\"}]}],"
            + "\"future\":{\"a\":[1]},\"generationConfig\":{\"topK\":40.0,\"temperature\":0}}",
        text(call));
  }

  @ParameterizedTest
  @CsvSource({
    "thinkingLevel, '\"HIGH\"', gemini-3-pro-preview, true, HIGH",
    "thinking_level, '\"HIGH\"', gemini-3-pro-preview, true, HIGH",
    "thinkingLevel, '\"HIGH\"', gemini-2.5-flash, false, 24576",
    "thinkingBudget, 8192, gemini-2.5-flash, true, 8192",
    "thinkingBudget, 8192, gemini-3-flash, true, 8192",
    "thinkingBudget, 0, gemini-2.5-flash, true, 0",
    "thinkingBudget, 0, gemini-2.5-pro, false, 128",
    "thinkingBudget, 0, gemini-3-pro-preview, false, LOW",
    "thinkingBudget, 8192, gemini-2.0-flash, false, contents",
  })
  void wishForThinkingIsWrittenAsTheModelTakesIt(
      String name, String value, String model, boolean verbatim, String sent) {
    String thinking = "\"thinkingConfig\":{\"" + name + "\":" + value + "}";
    ProviderCall call = call(asking(thinking), model);
    assertEquals(verbatim, call.verbatim());
    assertTrue(text(call).contains(sent), text(call));
    assertEquals(model.contains("2.0"), !text(call).contains("thinkingConfig"), text(call));
  }

  @Test
  void limitAboveThatOfTheModelIsLowered() {
    ProviderCall call = call(asking("\"maxOutputTokens\":9000"), "gemini-3-flash");
    assertFalse(call.verbatim());
    assertTrue(text(call).contains("\"maxOutputTokens\":8000"), text(call));
    assertTrue(call(asking("\"maxOutputTokens\":8000"), "gemini-3-flash").verbatim());
  }

  /// Only in what is begun and not ended; before Gemini 3 nowhere.
  @ParameterizedTest
  @CsvSource({
    "gemini-3-flash, '', '', false",
    "gemini-3-flash, ',\"thoughtSignature\":\"c2ln\"', '', true",
    "gemini-3-flash, '', '{\"parts\":[{\"text\":\"Next\"}]}', true",
    "gemini-2.5-flash, '', '', true"
  })
  void callWithoutASignatureIsGivenOneWhereTheModelWantsIt(
      String model, String signature, String more, boolean verbatim) {
    String body =
        "{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]},"
            + "{\"role\":\"model\",\"parts\":[{\"functionCall\":{\"name\":\"f\"}"
            + signature
            + "}]},{\"parts\":[{\"functionResponse\":{\"name\":\"f\",\"response\":{}}}]}"
            + (more.isEmpty() ? "" : "," + more)
            + "]}";
    ProviderCall call = call(body, model);
    assertEquals(verbatim, call.verbatim());
    assertEquals(!verbatim, text(call).contains("skip_thought_signature_validator"), text(call));
  }

  @Test
  void thinkingOfAnotherProviderGoesNowhereButBackToIt() {
    var thought = new Part.Reasoning("So.", Optional.of("U0lH+/=="), Optional.empty());
    var redacted = new Part.Reasoning("", Optional.empty(), Optional.of("data"));
    String sealed = CarriedThinking.sealed(List.of(thought, redacted));
    String body =
        "{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]},{\"role\":\"model\",\"parts\":["
            + "{\"text\":\"So.\",\"thought\":true},"
            + "{\"functionCall\":{\"name\":\"f\"},\"thoughtSignature\":\"SEALED\"}]}]}";
    for (String came : List.of(sealed, sealed.replace('+', '-').replace('/', '_'))) {
      String whole = body.replace("SEALED", came);
      assertEquals(
          List.of(thought, redacted, new Part.ToolCall("call_1", "f", "{}")),
          read(whole).messages().getLast().parts());
      ProviderCall call = call(whole, "gemini-2.5-flash");
      assertFalse(call.verbatim());
      assertFalse(text(call).contains(came), text(call));
    }
    String damaged = body.replace("SEALED", sealed.substring(0, 40));
    assertEquals(
        new Part.ToolCall("call_1", "f", "{}"),
        read(damaged).messages().getLast().parts().getLast());
  }

  @Test
  void whatTheGraphDecidesCountsMoreThanTheClientsOwnMembers() {
    String thinking = asking("\"thinkingConfig\":{\"thinkingLevel\":\"HIGH\"}");
    String calm =
        rewritten(
            thinking,
            request ->
                request
                    .withExtras(request.extras().overruling("reasoning_effort"))
                    .withSampling(request.sampling().withReasoningEffort(Optional.of("low"))));
    assertTrue(calm.contains("\"thinkingLevel\":\"LOW\""), calm);
    String form = asking("\"responseMimeType\":\"text/x.enum\",\"responseSchema\":{}");
    String plain =
        rewritten(
            form,
            request ->
                request
                    .withFormat(new ResponseFormat.Text())
                    .withExtras(request.extras().overruling("response_format")));
    assertFalse(plain.contains("response"), plain);
    String tools =
        "{\"contents\":[{\"parts\":[{\"text\":\"Hi\"}]}],\"tools\":[{\"googleSearch\":{}},"
            + "{\"functionDeclarations\":[{\"name\":\"f\",\"response\":{\"type\":\"STRING\"}}]}],"
            + "\"toolConfig\":{\"functionCallingConfig\":{\"mode\":\"VALIDATED\"},"
            + "\"retrievalConfig\":{\"languageCode\":\"de\"}}}";
    String kept = rewritten(tools, request -> request);
    assertTrue(kept.contains("\"response\":{\"type\":\"STRING\"}"), kept);
    assertTrue(kept.contains("{\"googleSearch\":{}}") && kept.contains("VALIDATED"), kept);
    String silenced =
        rewritten(
            tools,
            request -> request.withTools(request.tools(), new ToolChoice.None(), Optional.empty()));
    assertTrue(silenced.contains("\"mode\":\"NONE\""), silenced);
    assertTrue(silenced.contains("retrievalConfig") && !silenced.contains("VALIDATED"), silenced);
    String without =
        rewritten(
            tools,
            request ->
                request
                    .withTools(List.of(), new ToolChoice.Auto(), Optional.empty())
                    .withExtras(request.extras().without("tools").without("toolConfig")));
    assertFalse(without.contains("ool"), without);
  }
}
