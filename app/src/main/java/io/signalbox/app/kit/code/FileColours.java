package io.signalbox.app.kit.code;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Colours for files that are only read: JSON, YAML, nginx and what looks like them. A line is
/// coloured by itself. Pure.
public final class FileColours {
  // Loops that give nothing back: the others take a frame of the stack for each character.
  private static final String STRING =
      "(?<string>\"(?:[^\"\\\\]|\\\\.)*+\"|'(?:[^'\\\\]|\\\\.)*+')";
  private static final String NUMBER = "(?<number>(?<![\\w.])-?\\d[\\d_.]*(?:ms|s|m|h|d|k|%)?\\b)";
  private static final String WORD = "(?<word>\\b(?:true|false|null|on|off)\\b)";
  private static final String MARK = "(?<mark>[{}\\[\\],;:]|(?<=^|\\s)-(?=\\s))";
  private static final String VARIABLE = "(?<variable>\\$\\{?\\w+\\}?|\\bos\\.environ/\\w+)";

  private static final Pattern JSON =
      Pattern.compile(
          "(?<key>\"(?:[^\"\\\\]|\\\\.)*+\"(?=\\s*:))|(?<comment>(?!))|"
              + String.join("|", STRING, VARIABLE, NUMBER, WORD, MARK));
  private static final Pattern YAML =
      Pattern.compile(
          "(?<comment>(?:^|(?<=\\s))#.*)|(?<key>(?:^|(?<=[\\s{,]))[\\w.$/-]+(?=:(?:\\s|$)))|"
              + String.join("|", STRING, VARIABLE, NUMBER, WORD, MARK));
  private static final Pattern DIRECTIVES =
      Pattern.compile(
          "(?<comment>(?:^|(?<=\\s))#.*)|(?<key>^\\s*[A-Za-z_][\\w-]*)|"
              + String.join("|", STRING, VARIABLE, NUMBER, WORD, MARK));

  private static final List<String> GROUPS =
      List.of("comment", "key", "string", "variable", "number", "word", "mark");

  private FileColours() {}

  /// The colours of a file, by its name.
  public static CodeColours of(String file) {
    Pattern pattern =
        file.endsWith(".json")
            ? JSON
            : file.endsWith(".yaml") || file.endsWith(".yml") ? YAML : DIRECTIVES;
    return (line, state) -> new CodeColours.ColouredLine(spans(pattern, line), 0);
  }

  private static List<CodeColours.Span> spans(Pattern pattern, String line) {
    var spans = new ArrayList<CodeColours.Span>();
    Matcher found = pattern.matcher(line);
    while (found.find()) {
      for (String group : GROUPS) {
        if (found.start(group) >= 0 && found.end(group) > found.start(group)) {
          String style = group.equals("key") ? "code-id" : "code-" + group;
          spans.add(new CodeColours.Span(found.start(group), found.end(group), style));
        }
      }
    }
    return spans;
  }
}
