package io.signalbox.engine.workspace.config;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.workspace.Yaml;
import io.signalbox.engine.workspace.YamlReader;
import io.signalbox.engine.workspace.config.ConfigFile.Syntax;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Reads another program's configuration: YAML, JSON with comments, TOML, and objects in
/// JavaScript. Never throws for what a text says. It has the limits of graph files: 4 MiB, 60
/// levels, 20,000 values by aliases.
public final class ConfigReader {
  private static final Pattern DECORATION = Pattern.compile("[#/*\\s=_~─━═—–-]*");
  private static final Pattern SIGNS = Pattern.compile("^(#+|//+|/\\*+|\\*)\\s?|\\s*\\*/\\s*$");

  private static final Pattern SCRIPT = Pattern.compile("(?i).*\\.[mc]?[jt]sx?");

  private static final int MOST_CHARS = 4 * 1024 * 1024;

  private final String name;
  private final String text;
  private final int[] starts;

  private ConfigReader(String name, String text) {
    this.name = name;
    this.text = text;
    this.starts =
        IntStream.concat(
                IntStream.of(0),
                IntStream.range(0, text.length())
                    .filter(i -> text.charAt(i) == '\n')
                    .map(i -> i + 1))
            .toArray();
  }

  /// What was read of a file.
  public sealed interface ConfigReading {}

  /// A file that was understood.
  ///
  /// @param problems what could not be read of it, each with its place
  public record Understood(ConfigFile file, List<Problem> problems) implements ConfigReading {
    public Understood {
      problems = List.copyOf(problems);
    }
  }

  /// A file that is neither, or too much of it.
  public record Unreadable(Problem problem) implements ConfigReading {}

  /// Reads a text.
  ///
  /// @param name how problems call the file
  public static ConfigReading read(String name, String text) {
    String plain = text.startsWith("\uFEFF") ? " " + text.substring(1) : text;
    return new ConfigReader(name, plain).read();
  }

  private ConfigReading read() {
    if (SCRIPT.matcher(name).matches()) {
      return script();
    }
    if (name.toLowerCase(Locale.ROOT).endsWith(".toml")) {
      return toml();
    }
    return isJson() ? json() : yaml();
  }

  private boolean isJson() {
    String start = text.stripLeading();
    return name.toLowerCase(Locale.ROOT).endsWith(".json")
        || start.startsWith("{")
        || start.startsWith("//")
        || start.startsWith("/*");
  }

  private ConfigReading json() {
    CommentedJson.Read json = CommentedJson.read(text);
    YamlReader.YamlReading read = YamlReader.read(name, json.text());
    return understood(read, Syntax.JSON, root -> json.comments());
  }

  private ConfigReading script() {
    Optional<String> object = ScriptObject.in(text);
    if (object.isEmpty()) {
      String why = "it is a program, and no object in it is called a config; save it as JSON";
      Problem problem = Problem.of(ProblemCode.YAML).with("reason", why);
      return new Unreadable(problem.at(new Problem.Spot(name, 1, 1, 1)));
    }
    CommentedJson.Read json = CommentedJson.read(object.get());
    YamlReader.YamlReading read = YamlReader.read(name, json.text());
    return understood(read, Syntax.SCRIPT, root -> json.comments());
  }

  private ConfigReading toml() {
    if (text.length() > MOST_CHARS) {
      Problem problem = Problem.of(ProblemCode.FILE_TOO_LARGE);
      return new Unreadable(problem.at(new Problem.Spot(name, 1, 1, 1)));
    }
    try {
      TomlReader.Read read = TomlReader.read(text, this::line);
      ConfigValue root = TomlReader.valueOf(read.root(), this::line);
      var file = new ConfigFile(name, Syntax.TOML, root, clean(read.comments()));
      return new Understood(file, List.of());
    } catch (TomlText.MalformedException e) {
      int line = line(e.offset());
      int column = e.offset() - starts[line - 1] + 1;
      Problem problem = Problem.of(ProblemCode.TOML).with("reason", String.valueOf(e.getMessage()));
      return new Unreadable(problem.at(new Problem.Spot(name, line, column, 1)));
    }
  }

  private ConfigReading yaml() {
    YamlReader.YamlReading read = YamlReader.read(name, text);
    return understood(read, Syntax.YAML, root -> YamlComments.of(text, root, this::line));
  }

  private interface Comments {
    SortedMap<Integer, String> in(Yaml root);
  }

  private ConfigReading understood(YamlReader.YamlReading read, Syntax syntax, Comments comments) {
    Optional<Yaml> root = read.root();
    if (root.isEmpty()) {
      List<Problem> all = read.problems();
      return new Unreadable(all.getLast());
    }
    ConfigValue value = new ConfigTree(this::line).of(root.get());
    var file = new ConfigFile(name, syntax, value, clean(comments.in(root.get())));
    return new Understood(file, read.problems());
  }

  private static SortedMap<Integer, String> clean(SortedMap<Integer, String> comments) {
    var clean = new TreeMap<Integer, String>();
    comments.forEach((line, said) -> {
      boolean announced = SecretNames.announces(comments.getOrDefault(line - 1, ""));
      clean.put(line, announced ? SecretNames.HIDDEN : clean(said));
    });
    return clean;
  }

  private static String clean(String comment) {
    return DECORATION.matcher(comment).matches()
        ? ""
        : SecretNames.cleanComment(SIGNS.matcher(comment.strip()).replaceAll("").strip());
  }

  /// The line, from 1, of an offset.
  private int line(int offset) {
    int found = Arrays.binarySearch(starts, offset);
    return found >= 0 ? found + 1 : -found - 1;
  }
}
