import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What the Java programs have in common: each feature that is tried prints a line, `ok`, `skip` or
/// `FAIL`.
final class Features {
  static final String URL = System.getenv("URL");
  static final String KEY = System.getenv("KEY");
  static final String MODEL = System.getenv("MODEL");
  static final String DIALECT = System.getenv("DIALECT");
  static final String QUESTION = System.getenv("QUESTION");
  static final String HELLO = "Say hello";
  static final String STORY = "Tell a long story";
  static final String REFUSED = "Be refused";
  static final String CITY = "Name a city";
  static final String PICTURE = "What is this?";
  static final List<String> TEXTS = List.of("a cat", "two dogs");
  static final String DOT =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";
  static final byte[] PNG = Base64.getDecoder().decode(DOT);
  private static final Pattern PATH = Pattern.compile("\"path\"\\s*:\\s*\"([^\"]+)\"");

  /// What the model says and how many tools it called side by side.
  record Told(String text, int most) {}

  interface Body {
    void run() throws Exception;
  }

  /// The library or the provider has no such thing.
  static final class Lacking extends Exception {
    private static final long serialVersionUID = 1L;

    Lacking(String why) {
      super(why);
    }
  }

  private static int failed;

  private Features() {}

  static void feature(String name, Body body) {
    try {
      body.run();
      System.out.println("ok " + name);
    } catch (Lacking e) {
      System.out.println("skip " + name + ": " + e.getMessage());
    } catch (Exception | AssertionError e) {
      failed++;
      System.out.println("FAIL " + name + ": " + String.valueOf(e).replaceAll("\\s+", " "));
    }
  }

  static void must(boolean condition, Object what) {
    if (!condition) {
      throw new AssertionError(what);
    }
  }

  static void greeted(String text) {
    must(text.equals("A note"), "said " + text);
  }

  static void finished(Told told) {
    must(told.text().contains("signalbox-was-here"), "said " + told.text());
    must(told.most() == 2, told.most() + " calls side by side, not 2");
  }

  static void shown(String text) {
    must(text.contains("1 picture of " + PNG.length + " bytes"), "said " + text);
  }

  static void counted(long tokens) {
    must(tokens > 1 && tokens < 40, tokens + " tokens");
  }

  static void used(long tokens) {
    must(System.getenv("PROVIDER").equals("quiet") || tokens > 0, tokens + " tokens used");
  }

  static String vectors() throws Lacking {
    String graph = System.getenv("VECTORS");
    if (graph.isEmpty()) {
      throw new Lacking("this provider has no embeddings");
    }
    return graph;
  }

  static void embedded(List<List<Float>> several) {
    must(several.size() == TEXTS.size(), several.size() + " vectors");
    for (int i = 0; i < several.size(); i++) {
      String text = TEXTS.get(i);
      must(several.get(i).size() == 8, several.get(i));
      must(several.get(i).get(0) == text.length() / 1024f, text + ": " + several.get(i));
      for (int at = 0; at < 7; at++) {
        float wanted = text.charAt(at % text.length()) / 1024f;
        must(several.get(i).get(at + 1) == wanted, text + ": " + several.get(i));
      }
    }
  }

  /// What the tool that was called says.
  ///
  /// @param arguments JSON
  static String called(String arguments) throws IOException {
    Matcher path = PATH.matcher(arguments);
    must(path.find(), arguments);
    return read(path.group(1));
  }

  static String called(Map<String, Object> arguments) throws IOException {
    return read(String.valueOf(arguments.get("path")));
  }

  private static String read(String path) throws IOException {
    return Files.readString(Path.of(path));
  }

  static <T extends Exception> T thrown(Class<T> type, Body body) throws Exception {
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

  static void end() {
    System.exit(failed == 0 ? 0 : 1);
  }
}
