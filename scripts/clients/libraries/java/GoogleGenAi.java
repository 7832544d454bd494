import com.google.genai.Client;
import com.google.genai.errors.ClientException;
import com.google.genai.types.Content;
import com.google.genai.types.FunctionCall;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.FunctionResponse;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Part;
import com.google.genai.types.Tool;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// google-genai for Java.
final class GoogleGenAi {
  private static final Client CLIENT = connected(Features.KEY);
  private static final GenerateContentConfig PLAIN = GenerateContentConfig.builder().build();

  private GoogleGenAi() {}

  private static Client connected(String key) {
    var options = HttpOptions.builder().baseUrl(Features.URL).build();
    return Client.builder().apiKey(key).httpOptions(options).build();
  }

  private static Map<String, Object> schema(String name) {
    return Map.of(
        "type",
        "object",
        "properties",
        Map.of(name, Map.of("type", "string")),
        "required",
        List.of(name),
        "additionalProperties",
        false);
  }

  private static List<Part> parts(GenerateContentResponse answer) {
    return answer.candidates().stream()
        .flatMap(List::stream)
        .limit(1)
        .flatMap(candidate -> candidate.content().stream())
        .flatMap(content -> content.parts().stream())
        .flatMap(List::stream)
        .toList();
  }

  private static String said(List<Part> parts) {
    var text = new StringBuilder();
    parts.stream()
        .filter(part -> !part.thought().orElse(false))
        .forEach(part -> text.append(part.text().orElse("")));
    return text.toString();
  }

  private static long tokens(GenerateContentResponse answer) {
    return answer.usageMetadata().flatMap(usage -> usage.totalTokenCount()).orElse(0);
  }

  private static List<GenerateContentResponse> heard(
      List<Content> contents, GenerateContentConfig config) {
    var all = new ArrayList<GenerateContentResponse>();
    try (var stream = CLIENT.models.generateContentStream(Features.MODEL, contents, config)) {
      stream.forEach(all::add);
    }
    return all;
  }

  private static List<Content> user(String words) {
    return List.of(Content.builder().role("user").parts(List.of(Part.fromText(words))).build());
  }

  public static void main(String[] arguments) {
    Features.feature(
        "text",
        () -> {
          var answer = CLIENT.models.generateContent(Features.MODEL, Features.HELLO, PLAIN);
          Features.greeted(answer.text());
          Features.used(tokens(answer));
        });
    Features.feature(
        "stream",
        () -> {
          var chunks = heard(user(Features.HELLO), PLAIN);
          Features.greeted(said(chunks.stream().flatMap(each -> parts(each).stream()).toList()));
          Features.used(tokens(chunks.getLast()));
        });
    Features.feature(
        "tools",
        () -> {
          Features.finished(turn(false));
          Features.finished(turn(true));
        });
    Features.feature(
        "image",
        () -> {
          var picture = Part.fromBytes(Features.PNG, "image/png");
          var content =
              Content.builder()
                  .role("user")
                  .parts(List.of(Part.fromText(Features.PICTURE), picture))
                  .build();
          Features.shown(
              CLIENT.models.generateContent(Features.MODEL, List.of(content), PLAIN).text());
        });
    Features.feature(
        "structured",
        () -> {
          var config =
              GenerateContentConfig.builder()
                  .responseMimeType("application/json")
                  .responseJsonSchema(schema("city"))
                  .build();
          String text = CLIENT.models.generateContent(Features.MODEL, Features.CITY, config).text();
          Features.must(text.contains("\"city\""), text);
        });
    Features.feature("error", GoogleGenAi::error);
    Features.feature(
        "cancel",
        () -> {
          var stream =
              CLIENT.models.generateContentStream(Features.MODEL, user(Features.STORY), PLAIN);
          try (stream) {
            Features.must(!stream.iterator().next().text().isEmpty(), "no text");
          }
        });
    Features.feature(
        "embeddings",
        () -> {
          var answer = CLIENT.models.embedContent(Features.vectors(), Features.TEXTS, null);
          Features.embedded(
              answer.embeddings().orElseThrow().stream()
                  .map(each -> each.values().orElseThrow())
                  .toList());
        });
    Features.feature(
        "counting",
        () ->
            Features.counted(
                CLIENT
                    .models
                    .countTokens(Features.MODEL, Features.HELLO, null)
                    .totalTokens()
                    .orElse(0)));
    Features.end();
  }

  private static void error() throws Exception {
    refused(
        401,
        () -> connected("wrong").models.generateContent(Features.MODEL, Features.HELLO, PLAIN));
    refused(403, () -> CLIENT.models.generateContent("closed", Features.HELLO, PLAIN));
    refused(400, () -> heard(user(Features.REFUSED), PLAIN));
  }

  private static void refused(int status, Features.Body body) throws Exception {
    var e = Features.thrown(ClientException.class, body);
    Features.must(e.code() == status, e);
  }

  private static Features.Told turn(boolean streamed) throws Exception {
    var read =
        FunctionDeclaration.builder()
            .name("read_file")
            .description("Reads a file")
            .parametersJsonSchema(schema("path"))
            .build();
    var tool = Tool.builder().functionDeclarations(List.of(read)).build();
    var config = GenerateContentConfig.builder().tools(List.of(tool)).build();
    var contents = new ArrayList<>(user(Features.QUESTION));
    for (int most = 0; ; ) {
      var answers =
          streamed
              ? heard(contents, config)
              : List.of(CLIENT.models.generateContent(Features.MODEL, contents, config));
      List<Part> said = answers.stream().flatMap(each -> parts(each).stream()).toList();
      List<FunctionCall> calls =
          said.stream().flatMap(part -> part.functionCall().stream()).toList();
      if (calls.isEmpty()) {
        return new Features.Told(said(said), most);
      }
      most = Math.max(most, calls.size());
      contents.add(Content.builder().role("model").parts(said).build());
      var results = new ArrayList<Part>();
      for (FunctionCall call : calls) {
        var response =
            FunctionResponse.builder()
                .name(call.name().orElse(""))
                .response(Map.of("output", Features.called(call.args().orElseThrow())));
        call.id().ifPresent(response::id);
        results.add(Part.builder().functionResponse(response.build()).build());
      }
      contents.add(Content.builder().role("user").parts(results).build());
    }
  }
}
