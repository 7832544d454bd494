import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.errors.BadRequestException;
import com.anthropic.errors.PermissionDeniedException;
import com.anthropic.errors.UnauthorizedException;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.ImageBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCountTokensParams;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// anthropic-java.
final class AnthropicClaude {
  private static final AnthropicClient CLIENT = connected(Features.KEY);

  /// Read by the library into a schema, and an answer into it.
  static class City {
    public String city = "";
  }

  private AnthropicClaude() {}

  private static AnthropicClient connected(String key) {
    return AnthropicOkHttpClient.builder().baseUrl(Features.URL).apiKey(key).maxRetries(0).build();
  }

  private static MessageCreateParams.Builder ask(String model, String words) {
    return MessageCreateParams.builder().model(model).maxTokens(1024).addUserMessage(words);
  }

  private static MessageCreateParams hello(String model) {
    return ask(model, Features.HELLO).build();
  }

  private static String said(Message message) {
    var text = new StringBuilder();
    message.content().stream()
        .flatMap(block -> block.text().stream())
        .forEach(block -> text.append(block.text()));
    return text.toString();
  }

  private static Message heard(MessageCreateParams asked) {
    var all = MessageAccumulator.create();
    try (var stream = CLIENT.messages().createStreaming(asked)) {
      stream.stream().forEach(event -> all.accumulate(event.validate()));
    }
    return all.message();
  }

  public static void main(String[] arguments) {
    Features.feature(
        "text",
        () -> {
          var answer = CLIENT.messages().create(hello(Features.MODEL)).validate();
          Features.greeted(said(answer));
          Features.used(answer.usage().inputTokens());
        });
    Features.feature(
        "stream",
        () -> {
          var answer = heard(hello(Features.MODEL));
          Features.greeted(said(answer));
          Features.used(answer.usage().outputTokens());
        });
    Features.feature(
        "tools",
        () -> {
          Features.finished(turn(false));
          Features.finished(turn(true));
        });
    Features.feature("image", AnthropicClaude::image);
    Features.feature(
        "structured",
        () -> {
          var asked = ask(Features.MODEL, Features.CITY).outputConfig(City.class).build();
          String city =
              CLIENT.messages().create(asked).content().stream()
                  .flatMap(block -> block.text().stream())
                  .findFirst()
                  .orElseThrow()
                  .text()
                  .city;
          Features.must(!city.isEmpty(), "no city");
        });
    Features.feature("error", AnthropicClaude::error);
    Features.feature(
        "cancel",
        () -> {
          var asked = ask(Features.MODEL, Features.STORY).build();
          try (var stream = CLIENT.messages().createStreaming(asked)) {
            Features.must(
                stream.stream().anyMatch(event -> event.contentBlockDelta().isPresent()),
                "no text");
          }
        });
    Features.feature(
        "embeddings",
        () -> {
          throw new Features.Lacking("Messages has no embeddings");
        });
    Features.feature(
        "counting",
        () -> {
          var asked =
              MessageCountTokensParams.builder()
                  .model(Features.MODEL)
                  .addUserMessage(Features.HELLO)
                  .build();
          Features.counted(CLIENT.messages().countTokens(asked).inputTokens());
        });
    Features.end();
  }

  private static void error() throws Exception {
    Features.thrown(
        UnauthorizedException.class,
        () -> connected("wrong").messages().create(hello(Features.MODEL)));
    var closed =
        Features.thrown(
            PermissionDeniedException.class, () -> CLIENT.messages().create(hello("closed")));
    Features.must(closed.getMessage().contains("This desk is closed."), closed);
    Features.thrown(
        BadRequestException.class, () -> heard(ask(Features.MODEL, Features.REFUSED).build()));
  }

  private static Features.Told turn(boolean streamed) throws Exception {
    var properties =
        Tool.InputSchema.Properties.builder()
            .putAdditionalProperty("path", JsonValue.from(Map.of("type", "string")))
            .build();
    var schema =
        Tool.InputSchema.builder().properties(properties).required(List.of("path")).build();
    var tool =
        Tool.builder().name("read_file").description("Reads a file").inputSchema(schema).build();
    var question = ask(Features.MODEL, Features.QUESTION).addTool(tool);
    for (int most = 0; ; ) {
      var asked = question.build();
      var answer = streamed ? heard(asked) : CLIENT.messages().create(asked);
      var calls = answer.content().stream().flatMap(block -> block.toolUse().stream()).toList();
      if (calls.isEmpty()) {
        return new Features.Told(said(answer), most);
      }
      most = Math.max(most, calls.size());
      question.addMessage(answer);
      var results = new ArrayList<ContentBlockParam>();
      for (var call : calls) {
        Map<String, Object> input =
            call._input().convert(new com.fasterxml.jackson.core.type.TypeReference<>() {});
        results.add(
            ContentBlockParam.ofToolResult(
                ToolResultBlockParam.builder()
                    .toolUseId(call.id())
                    .content(Features.called(input))
                    .build()));
      }
      question.addUserMessageOfContentBlockParams(results);
    }
  }

  private static void image() {
    var source =
        Base64ImageSource.builder()
            .data(Features.DOT)
            .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
            .build();
    var blocks =
        List.of(
            ContentBlockParam.ofText(TextBlockParam.builder().text(Features.PICTURE).build()),
            ContentBlockParam.ofImage(ImageBlockParam.builder().source(source).build()));
    var asked =
        MessageCreateParams.builder()
            .model(Features.MODEL)
            .maxTokens(1024)
            .addUserMessageOfContentBlockParams(blocks)
            .build();
    Features.shown(said(CLIENT.messages().create(asked)));
  }
}
