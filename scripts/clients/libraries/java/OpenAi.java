import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.errors.BadRequestException;
import com.openai.errors.PermissionDeniedException;
import com.openai.errors.UnauthorizedException;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.responses.FunctionTool;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseInputImage;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.inputtokens.InputTokenCountParams;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// openai-java, by Chat Completions or Responses.
final class OpenAi {
  private static final OpenAIClient CLIENT = connected(Features.KEY);

  /// Read by the library into a schema, and an answer into it.
  static class City {
    public String city = "";
  }

  private interface Api {
    void text(OpenAIClient client, String model, String words) throws Exception;

    void stream(String words) throws Exception;

    Features.Told turn(boolean streamed) throws Exception;

    String picture();

    String city();

    void cancel();

    long count() throws Exception;
  }

  private OpenAi() {}

  private static OpenAIClient connected(String key) {
    return OpenAIOkHttpClient.builder()
        .baseUrl(Features.URL + "/v1")
        .apiKey(key)
        .maxRetries(0)
        .build();
  }

  public static void main(String[] arguments) {
    Api api = Features.DIALECT.equals("chat") ? new Chat() : new Responses();
    Features.feature("text", () -> api.text(CLIENT, Features.MODEL, Features.HELLO));
    Features.feature("stream", () -> api.stream(Features.HELLO));
    Features.feature(
        "tools",
        () -> {
          Features.finished(api.turn(false));
          Features.finished(api.turn(true));
        });
    Features.feature("image", () -> Features.shown(api.picture()));
    Features.feature("structured", () -> Features.must(!api.city().isEmpty(), "no city"));
    Features.feature(
        "error",
        () -> {
          Features.thrown(
              UnauthorizedException.class,
              () -> api.text(connected("wrong"), Features.MODEL, Features.HELLO));
          var closed =
              Features.thrown(
                  PermissionDeniedException.class,
                  () -> api.text(CLIENT, "closed", Features.HELLO));
          Features.must(closed.getMessage().contains("This desk is closed."), closed);
          Features.thrown(BadRequestException.class, () -> api.stream(Features.REFUSED));
        });
    Features.feature("cancel", api::cancel);
    Features.feature(
        "embeddings",
        () -> {
          var asked =
              EmbeddingCreateParams.builder()
                  .model(Features.vectors())
                  .inputOfArrayOfStrings(Features.TEXTS)
                  .build();
          Features.embedded(
              CLIENT.embeddings().create(asked).data().stream()
                  .map(each -> each.embedding())
                  .toList());
        });
    Features.feature("counting", () -> Features.counted(api.count()));
    Features.end();
  }

  private static Map<String, JsonValue> schema() {
    return Map.of(
        "type", JsonValue.from("object"),
        "properties", JsonValue.from(Map.of("path", Map.of("type", "string"))),
        "required", JsonValue.from(List.of("path")),
        "additionalProperties", JsonValue.from(false));
  }

  private static final class Chat implements Api {
    private static ChatCompletionCreateParams.Builder ask(String model, String words) {
      return ChatCompletionCreateParams.builder().model(model).addUserMessage(words);
    }

    private static String said(ChatCompletion answer) {
      return answer.choices().getFirst().message().content().orElse("");
    }

    private static ChatCompletion heard(ChatCompletionCreateParams asked) {
      var all = ChatCompletionAccumulator.create();
      try (var stream = CLIENT.chat().completions().createStreaming(asked)) {
        stream.stream().map(ChatCompletionChunk::validate).forEach(all::accumulate);
      }
      return all.chatCompletion();
    }

    @Override
    public void text(OpenAIClient client, String model, String words) {
      var answer = client.chat().completions().create(ask(model, words).build()).validate();
      Features.greeted(said(answer));
      Features.used(answer.usage().map(usage -> usage.totalTokens()).orElse(0L));
    }

    @Override
    public void stream(String words) {
      var usage = ChatCompletionStreamOptions.builder().includeUsage(true).build();
      var answer = heard(ask(Features.MODEL, words).streamOptions(usage).build());
      Features.greeted(said(answer));
      Features.used(answer.usage().map(each -> each.totalTokens()).orElse(0L));
    }

    @Override
    public Features.Told turn(boolean streamed) throws Exception {
      var parameters = FunctionParameters.builder().additionalProperties(schema()).build();
      var tool =
          FunctionDefinition.builder()
              .name("read_file")
              .description("Reads a file")
              .parameters(parameters)
              .build();
      var question = ask(Features.MODEL, Features.QUESTION).addFunctionTool(tool);
      for (int most = 0; ; ) {
        var asked = question.build();
        var answer = streamed ? heard(asked) : CLIENT.chat().completions().create(asked);
        var message = answer.choices().getFirst().message();
        var calls = message.toolCalls().orElse(List.of());
        if (calls.isEmpty()) {
          return new Features.Told(said(answer), most);
        }
        most = Math.max(most, calls.size());
        question.addMessage(message);
        for (var call : calls) {
          var function = call.asFunction();
          question.addMessage(
              ChatCompletionToolMessageParam.builder()
                  .toolCallId(function.id())
                  .content(Features.called(function.function().arguments()))
                  .build());
        }
      }
    }

    @Override
    public String picture() {
      var url = "data:image/png;base64," + Features.DOT;
      var parts =
          List.of(
              ChatCompletionContentPart.ofText(
                  ChatCompletionContentPartText.builder().text(Features.PICTURE).build()),
              ChatCompletionContentPart.ofImageUrl(
                  ChatCompletionContentPartImage.builder()
                      .imageUrl(ChatCompletionContentPartImage.ImageUrl.builder().url(url).build())
                      .build()));
      var asked =
          ChatCompletionCreateParams.builder()
              .model(Features.MODEL)
              .addUserMessageOfArrayOfContentParts(parts)
              .build();
      return said(CLIENT.chat().completions().create(asked));
    }

    @Override
    public String city() {
      var asked = ask(Features.MODEL, Features.CITY).responseFormat(City.class).build();
      return CLIENT
          .chat()
          .completions()
          .create(asked)
          .choices()
          .getFirst()
          .message()
          .content()
          .orElseThrow()
          .city;
    }

    @Override
    public void cancel() {
      var asked = ask(Features.MODEL, Features.STORY).build();
      try (var stream = CLIENT.chat().completions().createStreaming(asked)) {
        Features.must(
            stream.stream()
                .flatMap(chunk -> chunk.choices().stream())
                .anyMatch(choice -> !choice.delta().content().orElse("").isEmpty()),
            "no text");
      }
    }

    @Override
    public long count() throws Features.Lacking {
      throw new Features.Lacking("Chat Completions counts nothing");
    }
  }

  private static final class Responses implements Api {
    private static ResponseCreateParams.Builder ask(String model, String words) {
      return ResponseCreateParams.builder().model(model).input(words);
    }

    private static String said(Response answer) {
      var text = new StringBuilder();
      answer.output().stream()
          .flatMap(item -> item.message().stream())
          .flatMap(message -> message.content().stream())
          .flatMap(content -> content.outputText().stream())
          .forEach(part -> text.append(part.text()));
      return text.toString();
    }

    private static Response heard(ResponseCreateParams asked) {
      var all = ResponseAccumulator.create();
      try (var stream = CLIENT.responses().createStreaming(asked)) {
        stream.stream().map(ResponseStreamEvent::validate).forEach(all::accumulate);
      }
      return all.response();
    }

    @Override
    public void text(OpenAIClient client, String model, String words) {
      var answer = client.responses().create(ask(model, words).build()).validate();
      Features.greeted(said(answer));
      Features.used(answer.usage().map(usage -> usage.totalTokens()).orElse(0L));
    }

    @Override
    public void stream(String words) {
      var answer = heard(ask(Features.MODEL, words).build());
      Features.greeted(said(answer));
      Features.used(answer.usage().map(usage -> usage.totalTokens()).orElse(0L));
    }

    @Override
    public Features.Told turn(boolean streamed) throws Exception {
      var parameters = FunctionTool.Parameters.builder().additionalProperties(schema()).build();
      var tool =
          FunctionTool.builder()
              .name("read_file")
              .description("Reads a file")
              .parameters(parameters)
              .strict(true)
              .build();
      var said = new ArrayList<ResponseInputItem>();
      said.add(
          ResponseInputItem.ofMessage(
              ResponseInputItem.Message.builder()
                  .role(ResponseInputItem.Message.Role.USER)
                  .addInputTextContent(Features.QUESTION)
                  .build()));
      for (int most = 0; ; ) {
        var asked =
            ResponseCreateParams.builder()
                .model(Features.MODEL)
                .inputOfResponse(List.copyOf(said))
                .addTool(tool)
                .build();
        var answer = streamed ? heard(asked) : CLIENT.responses().create(asked);
        var calls = answer.output().stream().flatMap(item -> item.functionCall().stream()).toList();
        if (calls.isEmpty()) {
          return new Features.Told(said(answer), most);
        }
        most = Math.max(most, calls.size());
        answer
            .output()
            .forEach(item -> {
              item.message()
                  .ifPresent(each -> said.add(ResponseInputItem.ofResponseOutputMessage(each)));
              item.reasoning().ifPresent(each -> said.add(ResponseInputItem.ofReasoning(each)));
              item.functionCall()
                  .ifPresent(each -> said.add(ResponseInputItem.ofFunctionCall(each)));
            });
        for (var call : calls) {
          said.add(
              ResponseInputItem.ofFunctionCallOutput(
                  ResponseInputItem.FunctionCallOutput.builder()
                      .callId(call.callId())
                      .output(Features.called(call.arguments()))
                      .build()));
        }
      }
    }

    @Override
    public String picture() {
      var image =
          ResponseInputImage.builder()
              .detail(ResponseInputImage.Detail.AUTO)
              .imageUrl("data:image/png;base64," + Features.DOT)
              .build();
      var message =
          ResponseInputItem.Message.builder()
              .role(ResponseInputItem.Message.Role.USER)
              .addInputTextContent(Features.PICTURE)
              .addContent(image)
              .build();
      var asked =
          ResponseCreateParams.builder()
              .model(Features.MODEL)
              .inputOfResponse(List.of(ResponseInputItem.ofMessage(message)))
              .build();
      return said(CLIENT.responses().create(asked));
    }

    @Override
    public String city() {
      var asked = ask(Features.MODEL, Features.CITY).text(City.class).build();
      return CLIENT.responses().create(asked).output().stream()
          .flatMap(item -> item.message().stream())
          .flatMap(message -> message.content().stream())
          .flatMap(content -> content.outputText().stream())
          .findFirst()
          .orElseThrow()
          .city;
    }

    @Override
    public void cancel() {
      var asked = ask(Features.MODEL, Features.STORY).build();
      try (var stream = CLIENT.responses().createStreaming(asked)) {
        Features.must(
            stream.stream().anyMatch(event -> event.outputTextDelta().isPresent()), "no text");
      }
    }

    @Override
    public long count() {
      var asked =
          InputTokenCountParams.builder().model(Features.MODEL).input(Features.HELLO).build();
      return CLIENT.responses().inputTokens().count(asked).inputTokens();
    }
  }
}
