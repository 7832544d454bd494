import com.google.genai.Client;
import com.google.genai.errors.ClientException;
import com.google.genai.types.FunctionDeclaration;
import com.google.genai.types.GenerateContentConfig;
import com.google.genai.types.GenerateContentResponse;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.Schema;
import com.google.genai.types.Tool;
import java.util.List;
import java.util.Map;

/// Drives the proxy with Google's official Java client. Each line is one check.
public final class Generate {
  private static final String BASE_URL = System.getenv("BASE_URL").replaceFirst("/v1$", "");
  private static final String MODEL = System.getenv("MODEL");
  private static final boolean REAL = "url".equals(System.getenv("MODE"));
  private static final String STORY = "Tell me a story";
  private static final Client CLIENT = client(System.getenv("API_KEY"));
  private static int failed;

  private interface Check {
    void run() throws Exception;
  }

  private static Client client(String key) {
    var options = HttpOptions.builder().baseUrl(BASE_URL).build();
    return Client.builder().apiKey(key).httpOptions(options).build();
  }

  private static void check(String name, Check body) {
    try {
      body.run();
      System.out.println("ok    " + name);
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

  // A real model may ramble: it is asked for little.
  private static GenerateContentConfig.Builder config() {
    return GenerateContentConfig.builder().maxOutputTokens(REAL ? 48 : 1024);
  }

  private static GenerateContentResponse ask(String model, String text) {
    return CLIENT.models.generateContent(model, text, config().build());
  }

  private static void refused(int status, Check body) throws Exception {
    try {
      body.run();
    } catch (ClientException e) {
      must(e.code() == status, e);
      return;
    }
    throw new AssertionError("wanted an error, got an answer");
  }

  private static GenerateContentConfig withTool() {
    var city = Schema.builder().type("STRING").build();
    var schema = Schema.builder().type("OBJECT").properties(Map.of("city", city)).build();
    var weather = FunctionDeclaration.builder().name("weather").parameters(schema).build();
    return config().tools(Tool.builder().functionDeclarations(List.of(weather)).build()).build();
  }

  public static void main(String[] arguments) {
    check("whole answer", () -> {
      var answer = ask(MODEL, STORY);
      must(!answer.text().isEmpty(), answer);
      must(answer.usageMetadata().orElseThrow().totalTokenCount().orElse(0) > 0, answer);
    });
    check("stream", () -> {
      var said = new StringBuilder();
      try (var stream = CLIENT.models.generateContentStream(MODEL, STORY, config().build())) {
        stream.forEach(piece -> said.append(piece.text()));
      }
      must(!said.isEmpty(), "no text");
    });
    if (!REAL) {
      check("call of a function", () -> {
        var asked = "What is the weather in Oslo?";
        var answer = CLIENT.models.generateContent(MODEL, asked, withTool());
        must("weather".equals(answer.functionCalls().getFirst().name().orElse("")), answer);
      });
    }
    check("tokens are counted", () -> {
      int count = CLIENT.models.countTokens(MODEL, STORY, null).totalTokens().orElse(0);
      must(count > 3 && count < 30, count);
    });
    check("wrong key is refused", () -> {
      var stranger = client("wrong");
      refused(401, () -> stranger.models.generateContent(MODEL, STORY, null));
    });
    check("graph that rejects", () -> refused(403, () -> ask("closed", STORY)));
    check("model is found", () -> {
      var found = CLIENT.models.get(MODEL, null);
      must(("models/" + MODEL).equals(found.name().orElse("")), found);
    });
    System.exit(failed == 0 ? 0 : 1);
  }
}
