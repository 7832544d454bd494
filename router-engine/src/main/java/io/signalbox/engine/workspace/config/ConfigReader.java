package io.signalbox.engine.workspace.config;

import io.signalbox.engine.graph.Problem;
import io.signalbox.engine.graph.ProblemCode;
import io.signalbox.engine.secret.Secret;
import io.signalbox.engine.workspace.Yaml;
import io.signalbox.engine.workspace.YamlReader;
import io.signalbox.engine.workspace.config.ConfigFile.Syntax;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Reads another program's configuration: YAML, JSON with comments, TOML, nginx's language, and
/// objects in JavaScript. Never throws for what a text says. It has the limits of graph files: 4
/// MiB, 60 levels, 20,000 values by aliases.
public final class ConfigReader {
  private static final Pattern DECORATION = Pattern.compile("[#/*\\s=_~─━═—–-]*");
  private static final Pattern SIGNS = Pattern.compile("^(#+|//+|/\\*+|\\*)\\s?|\\s*\\*/\\s*$");

  private static final Pattern SCRIPT = Pattern.compile("(?i).*\\.[mc]?[jt]sx?");

  private static final Pattern NAMED_OTHERWISE = Pattern.compile("(?i).*\\.(ya?ml|json[c5]?)");
  private static final Pattern NGINX_BLOCK =
      Pattern.compile(
          "(?m)^[ \\t]*(events|http|server|upstream[ \\t]+\\S+|location[ \\t]+[^{};\\n]+"
              + "|(map|split_clients)[ \\t]+\\S+[ \\t]+\\$\\w+)\\s*\\{");
  private static final Pattern TOML =
      Pattern.compile(
          "(?m)^\\[[A-Za-z_][\\w.\"'-]*][ \\t]*(#.*)?\\R+([ \\t]*#.*\\R+)*+[\\w.\"'-]+[ \\t]*=");
  private static final Pattern NGINX_END = Pattern.compile("(?m);[ \\t]*([#}].*)?\\r?$");

  private static final int MOST_CHARS = 4 * 1024 * 1024;

  private final String name;
  private final String text;
  private final int[] starts;
  private final HiddenTexts hidden = new HiddenTexts();

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
  /// @param keys the keys, passwords and tokens in it by path; the file does not have them
  public record Understood(ConfigFile file, List<Problem> problems, Map<String, Secret> keys)
      implements ConfigReading {
    public Understood {
      problems = List.copyOf(problems);
      keys = Map.copyOf(keys);
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
    if (isToml()) {
      return toml();
    }
    if (isNginx()) {
      return nginx();
    }
    return isJson() ? json() : yaml();
  }

  private boolean isToml() {
    boolean named = name.toLowerCase(Locale.ROOT).endsWith(".toml");
    return named || (!name.contains(".") && TOML.matcher(text).find());
  }

  private boolean isNginx() {
    return !NAMED_OTHERWISE.matcher(name).matches()
        && NGINX_BLOCK.matcher(text).find()
        && NGINX_END.matcher(text).find();
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
    return plain(
        ProblemCode.TOML,
        () -> {
          TomlReader.Read read = TomlReader.read(text, this::line);
          ConfigValue root = TomlReader.valueOf(read.root(), this::line, hidden);
          return new ConfigFile(name, Syntax.TOML, root, clean(read.comments()));
        });
  }

  private ConfigReading nginx() {
    return plain(
        ProblemCode.NGINX,
        () -> {
          NginxReader.Read read = NginxReader.read(text, this::line, hidden);
          return new ConfigFile(name, Syntax.NGINX, read.root(), clean(read.comments()));
        });
  }

  private ConfigReading plain(ProblemCode code, Supplier<ConfigFile> read) {
    if (text.length() > MOST_CHARS) {
      Problem problem = Problem.of(ProblemCode.FILE_TOO_LARGE);
      return new Unreadable(problem.at(new Problem.Spot(name, 1, 1, 1)));
    }
    try {
      return new Understood(read.get(), List.of(), hidden.all());
    } catch (MalformedTextException e) {
      int line = line(e.offset());
      int column = e.offset() - starts[line - 1] + 1;
      Problem problem = Problem.of(code).with("reason", String.valueOf(e.getMessage()));
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
    ConfigValue value = new ConfigTree(this::line, hidden).of(root.get());
    var file = new ConfigFile(name, syntax, value, clean(comments.in(root.get())));
    return new Understood(file, read.problems(), hidden.all());
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
