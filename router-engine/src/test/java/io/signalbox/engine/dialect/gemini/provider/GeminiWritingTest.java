package io.signalbox.engine.dialect.gemini.provider;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.signalbox.engine.chat.ChatRequest;
import io.signalbox.engine.chat.Message;
import io.signalbox.engine.chat.Part;
import io.signalbox.engine.chat.Role;
import io.signalbox.engine.dialect.kit.Answer;
import io.signalbox.engine.dialect.kit.Golden;
import io.signalbox.engine.dialect.kit.Plans;
import io.signalbox.engine.spi.ProviderDialect;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GeminiWritingTest {
  private final ProviderDialect side = new GenerateProvider();

  @TestFactory
  Stream<DynamicTest> callsAreWritten() {
    return Plans.of("gemini-2.5-flash").entrySet().stream()
        .map(plan ->
            Golden.text("gemini/write", plan.getKey(), Plans.shown(side.write(plan.getValue()))));
  }

  @TestFactory
  Stream<DynamicTest> callsOfNewModelsAreWritten() {
    return Plans.of("gemini-3-pro-preview").entrySet().stream()
        .filter(plan -> plan.getKey().matches("effort-.*|conversation"))
        .map(plan ->
            Golden.text("gemini/write-3", plan.getKey(), Plans.shown(side.write(plan.getValue()))));
  }

  @Test
  void signatureComesBackToTheCallThatItSigned() {
    var answer =
        Answer.of(
            side.reader(true, Set.of()),
            List.of(
                Answer.frame(
                    """
                    {"candidates":[{"content":{"parts":[
                    {"functionCall":{"name":"a","args":{"n":1}},"thoughtSignature":"c2ln"},
                    {"functionCall":{"name":"b"}}]},"finishReason":"STOP"}],"responseId":"R-1"}\
                    """)));
    assertEquals(List.of("call_R-1_0 a", "call_R-1_1 b"), answer.calls);
    var parts = new ArrayList<Part>();
    parts.add(new Part.ToolCall("call_R-1_0", "a", answer.arguments().get(0)));
    parts.add(new Part.ToolCall("call_R-1_1", "b", answer.arguments().get(1)));
    answer.foreign.forEach(
        each -> parts.add(new Part.Foreign(each.dialect(), each.kind(), each.json())));
    var results =
        List.<Part>of(
            new Part.ToolResult("call_R-1_1", List.of(new Part.Text("two")), false),
            new Part.ToolResult("call_R-1_0", List.of(new Part.Text("one")), false));
    var request =
        ChatRequest.ofMessages(
            "m", List.of(new Message(Role.ASSISTANT, parts), new Message(Role.TOOL, results)));
    var call = side.write(Plans.plan(request, "gemini-3-flash-preview"));
    assertEquals(List.of(), call.losses());
    assertEquals(
        """
        {"contents":[{"role":"model","parts":[\
        {"functionCall":{"name":"a","args":{"n":1}},"thoughtSignature":"c2ln"},\
        {"functionCall":{"name":"b","args":{}}}]},\
        {"role":"user","parts":[\
        {"functionResponse":{"name":"a","response":{"output":"one"}}},\
        {"functionResponse":{"name":"b","response":{"output":"two"}}}]}]}\
        """,
        new String(call.body(), StandardCharsets.UTF_8));
  }

  @Test
  void settingsAreMergedIntoObjects() {
    var params = Map.of("generationConfig", "{\"topK\":40,\"temperature\":0}");
    var plan =
        Plans.plan(Plans.effort("none"), Optional.empty(), "gemini-2.0-flash", params, Set.of(), 0);
    String body = new String(side.write(plan).body(), StandardCharsets.UTF_8);
    assertTrue(body.contains("{\"maxOutputTokens\":20000,\"temperature\":0,\"topK\":40}"), body);
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-2.5-flash, /models/gemini-2.5-flash:generateContent",
    "models/gemini-2.5-flash, /models/gemini-2.5-flash:generateContent",
    "tunedModels/mine, /tunedModels/mine:generateContent",
    "a b?c, /models/a%20b%3Fc:generateContent"
  })
  void modelIsInThePath(String model, String path) {
    assertEquals(path, side.write(Plans.plan(ChatRequest.ofText("m", "Hi"), model)).path());
  }

  @ParameterizedTest
  @CsvSource({
    "gemini-1.5-pro, OLD", "gemini-2.0-flash, OLD", "gemma-3-27b-it, OLD",
    "gemini-2.5-pro, BUDGET", "gemini-3-pro-preview, LEVEL", "gemini-3.1-flash, LEVEL",
    "gemini-flash-latest, LEVEL"
  })
  void thinkingFollowsTheModel(String model, Generation generation) {
    assertEquals(generation, Generation.of(model));
  }
}
