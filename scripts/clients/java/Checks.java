import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.InternalServerException;
import com.openai.errors.NotFoundException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionNamedToolChoice;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.ToolChoiceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Drives the proxy with the official Java client. Each line is one check; a skipped one says why.
public final class Checks {
  private static final String MODEL = System.getenv("MODEL");
  private static final String MODE = System.getenv("MODE");

  /// A real model may ramble: it is asked for little, and what it makes of tools is its own matter.
  private static final boolean REAL = MODE.equals("url");

  private static final String UNSURE = "no small model promises it";
  private static final String DOT =
      "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

  private final OpenAIClient client = client(System.getenv("API_KEY"));
  private int failed;

  @FunctionalInterface
  private interface Body {
    void run() throws Exception;
  }

  /// Thrown by a check that does not fit where it runs.
  private static final class Skipped extends Exception {
    private static final long serialVersionUID = 1L;

    Skipped(String why) {
      super(why);
    }
  }

  private static void skipIfReal(String why) throws Skipped {
    if (REAL) {
      throw new Skipped(why);
    }
  }

  private static OpenAIClient client(String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(System.getenv("BASE_URL"))
        .apiKey(key)
        .maxRetries(0)
        .build();
  }

  public static void main(String[] args) {
    var checks = new Checks();
    checks.run();
    System.exit(checks.failed == 0 ? 0 : 1);
  }

  private void run() {
    check("whole answer", this::whole);
    check("stream", () -> stream(false));
    check("stream with usage", () -> stream(true));
    check("forced tool call and its result", this::tool);
    check("streamed tool call", this::streamedTool);
    check("picture", this::picture);
    check("JSON by a schema", this::json);
    check("wrong key is an UnauthorizedException", this::wrongKey);
    check("field that nobody knows is accepted", this::unknownField);
    check("graph that rejects", this::rejected);
    check("broken body is a bad request", this::broken);
    if (MODE.equals("aimock")) {
      check("trouble of the provider is a server error", this::trouble);
    }
    check("models are listed and found", this::models);
    check("stream that the client gives up", this::givenUp);
    check("whole answer by Responses", this::wholeResponse);
    check("stream by Responses", this::responseStream);
  }

  private void check(String name, Body body) {
    try {
      body.run();
      System.out.println("ok    " + name);
    } catch (Skipped e) {
      System.out.println("skip  " + name + ": " + e.getMessage());
    } catch (Exception | AssertionError e) {
      failed++;
      System.out.println("FAIL  " + name + ": " + e);
    }
  }

  private static void must(boolean condition, Object what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }

  private static <T extends Exception> T thrown(Class<T> type, Body body) throws Exception {
    try {
      body.run();
    } catch (Exception e) {
      if (type.isInstance(e)) {
        return type.cast(e);
      }
      throw e;
    }
    throw new AssertionError("wanted " + type.getSimpleName() + ", got an answer");
  }

  private static ChatCompletionCreateParams.Builder ask(String text) {
    var question = ChatCompletionCreateParams.builder().model(MODEL).addUserMessage(text);
    return REAL ? question.maxCompletionTokens(48).temperature(0) : question;
  }

  private static boolean hasText(ChatCompletion answer) {
    return !answer.choices().getFirst().message().content().orElse("").isEmpty();
  }

  /// Whether the answer came to an end, which for a real model may be the limit.
  private static void mustHaveEnded(ChatCompletion answer) {
    var reason = answer.choices().getFirst().finishReason();
    must(
        reason.equals(ChatCompletion.Choice.FinishReason.STOP)
            || (REAL && reason.equals(ChatCompletion.Choice.FinishReason.LENGTH)),
        "finish reason " + reason);
  }

  private ChatCompletion answer(ChatCompletionCreateParams.Builder question) {
    return client.chat().completions().create(question.build());
  }

  private List<ChatCompletionChunk> chunks(ChatCompletionCreateParams.Builder question) {
    try (var stream = client.chat().completions().createStreaming(question.build())) {
      return stream.stream().toList();
    }
  }

  private static ResponseCreateParams question() {
    var question = ResponseCreateParams.builder().model(MODEL).input("Tell me a story");
    return (REAL ? question.maxOutputTokens(48) : question)
        .toolChoice(ToolChoiceOptions.NONE)
        .build();
  }

  private static void mustSay(Response answer) {
    answer.validate();
    var said = answer.output().getFirst().message().orElseThrow();
    must(!said.content().getFirst().outputText().orElseThrow().text().isEmpty(), "no text");
  }

  private void wholeResponse() {
    mustSay(client.responses().create(question()));
  }

  private void responseStream() {
    var all = ResponseAccumulator.create();
    try (var stream = client.responses().createStreaming(question())) {
      stream.stream().map(ResponseStreamEvent::validate).forEach(all::accumulate);
    }
    mustSay(all.response());
  }

  private void whole() {
    var raw = client.chat().completions().withRawResponse().create(ask("Tell me a story").build());
    must(raw.headers().values("x-request-id").getFirst().startsWith("req_"), "no request id");
    ChatCompletion data = raw.parse().validate();
    must(hasText(data), "no text");
    mustHaveEnded(data);
    must(data.usage().orElseThrow().totalTokens() > 0, "no usage");
  }

  private void stream(boolean usage) throws Skipped {
    var question = ask("Tell me a story");
    if (usage) {
      question.streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build());
    }
    var chunks = chunks(question);
    chunks.forEach(ChatCompletionChunk::validate);
    var all = ChatCompletionAccumulator.create();
    chunks.forEach(all::accumulate);
    var whole = all.chatCompletion();
    must(hasText(whole), "no text");
    mustHaveEnded(whole);
    must(chunks.stream().map(ChatCompletionChunk::id).distinct().count() == 1, "several ids");
    long usages = chunks.stream().filter(chunk -> chunk.usage().isPresent()).count();
    if (usage && usages == 0) {
      skipIfReal("this server never tells");
    }
    must(usages == (usage ? 1 : 0) || (REAL && !usage), usages + " usages");
  }

  private static ChatCompletionCreateParams.Builder askWithTool() {
    var schema =
        FunctionParameters.builder()
            .putAdditionalProperty("type", JsonValue.from("object"))
            .putAdditionalProperty(
                "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
            .putAdditionalProperty("required", JsonValue.from(List.of("city")))
            .build();
    return ask("What is the weather in Oslo?")
        .addFunctionTool(
            FunctionDefinition.builder()
                .name("weather")
                .description("The weather in a city")
                .parameters(schema)
                .build());
  }

  private static ChatCompletionNamedToolChoice weather() {
    return ChatCompletionNamedToolChoice.builder()
        .function(ChatCompletionNamedToolChoice.Function.builder().name("weather").build())
        .build();
  }

  private void tool() {
    var message = answer(askWithTool().toolChoice(weather())).choices().getFirst().message();
    ChatCompletionMessageFunctionToolCall call =
        message.toolCalls().orElseThrow().getFirst().asFunction();
    must(call.function().name().equals("weather"), call);
    must(!call.id().isEmpty() && call.function().arguments().startsWith("{"), call);
    var result =
        ChatCompletionToolMessageParam.builder().toolCallId(call.id()).content("rain").build();
    var second = answer(askWithTool().addMessage(message).addMessage(result));
    must(hasText(second) || REAL, "no text after the result");
    must(second.choices().getFirst().finishReason().isValid(), "no end");
  }

  private void streamedTool() throws Skipped {
    skipIfReal(UNSURE);
    var all = ChatCompletionAccumulator.create();
    chunks(askWithTool().toolChoice(weather())).forEach(all::accumulate);
    var calls = all.chatCompletion().choices().getFirst().message().toolCalls().orElseThrow();
    must(calls.getFirst().asFunction().function().name().equals("weather"), calls);
  }

  private void picture() throws Skipped {
    skipIfReal(UNSURE);
    var parts = new ArrayList<ChatCompletionContentPart>();
    parts.add(
        ChatCompletionContentPart.ofText(
            ChatCompletionContentPartText.builder().text("What is in this picture?").build()));
    var url = ChatCompletionContentPartImage.ImageUrl.builder().url(DOT).build();
    parts.add(
        ChatCompletionContentPart.ofImageUrl(
            ChatCompletionContentPartImage.builder().imageUrl(url).build()));
    var question =
        ChatCompletionCreateParams.builder()
            .model(MODEL)
            .addUserMessageOfArrayOfContentParts(parts);
    must(hasText(answer(question)), "no text");
  }

  private void json() throws Skipped {
    skipIfReal(UNSURE);
    var schema =
        ResponseFormatJsonSchema.JsonSchema.Schema.builder()
            .putAdditionalProperty("type", JsonValue.from("object"))
            .putAdditionalProperty(
                "properties", JsonValue.from(Map.of("city", Map.of("type", "string"))))
            .putAdditionalProperty("required", JsonValue.from(List.of("city")))
            .putAdditionalProperty("additionalProperties", JsonValue.from(false))
            .build();
    var format =
        ResponseFormatJsonSchema.builder()
            .jsonSchema(
                ResponseFormatJsonSchema.JsonSchema.builder()
                    .name("place")
                    .strict(true)
                    .schema(schema)
                    .build())
            .build();
    String text =
        answer(ask("Give me a city as JSON").responseFormat(format))
            .choices()
            .getFirst()
            .message()
            .content()
            .orElse("");
    must(text.contains("\"city\""), text);
  }

  private void wrongKey() throws Exception {
    var stranger = client("wrong");
    var question = ask("Tell me ".repeat(50_000)).build();
    var e =
        thrown(UnauthorizedException.class, () -> stranger.chat().completions().create(question));
    must(e.code().orElse("").equals("invalid_api_key"), e);
  }

  private void unknownField() throws Skipped {
    skipIfReal("the server may refuse it");
    answer(
        ask("Tell me a story")
            .putAdditionalBodyProperty("brand_new_field", JsonValue.from(Map.of("a", 1))));
  }

  private void rejected() throws Exception {
    var question = ask("Tell me a story").model("closed");
    for (Body body : List.<Body>of(() -> answer(question), () -> chunks(question))) {
      var e = thrown(PermissionDeniedException.class, body);
      must(e.getMessage().contains("This desk is closed."), e);
    }
  }

  private void broken() throws Exception {
    var question = ask("Hi").messages(com.openai.core.JsonField.ofNullable(null));
    thrown(BadRequestException.class, () -> answer(question));
  }

  private void trouble() throws Exception {
    var e = thrown(InternalServerException.class, () -> answer(ask("Fail please")));
    must(e.statusCode() == 502, e);
  }

  private void models() throws Exception {
    var ids = client.models().list().autoPager().stream().map(model -> model.id()).toList();
    must(ids.contains(MODEL) && ids.contains("closed"), ids);
    must(client.models().retrieve(MODEL).id().equals(MODEL), "another one");
    thrown(NotFoundException.class, () -> client.models().retrieve("nobody/there"));
  }

  private void givenUp() {
    var question = ask("Tell me a story").build();
    try (var stream = client.chat().completions().createStreaming(question)) {
      must(stream.stream().findFirst().isPresent(), "no chunk");
    }
    must(client.models().retrieve(MODEL).id().equals(MODEL), "the proxy is gone");
  }
}
