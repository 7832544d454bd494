package io.signalbox.app.snippet;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What a curl command would send. Immutable.
///
/// @param url where
/// @param headers names in lower case, without those that show a key
/// @param body empty if it sends none
record CurlCommand(String url, Map<String, String> headers, String body) {
  private static final Set<String> DATA =
      Set.of("-d", "--data", "--data-raw", "--data-binary", "--data-ascii", "--json");
  private static final Set<String> HEADER = Set.of("-H", "--header");

  /// Options with a value that says nothing of the request.
  private static final Set<String> OTHERS =
      Set.of(
          "-X",
          "--request",
          "-u",
          "--user",
          "-A",
          "--user-agent",
          "-b",
          "--cookie",
          "-e",
          "--referer",
          "-m",
          "--max-time",
          "--connect-timeout",
          "-o",
          "--output",
          "-x",
          "--proxy",
          "-w",
          "--write-out",
          "--retry",
          "--cacert",
          "-E",
          "--cert",
          "--resolve");

  private static final Set<String> KEYS =
      Set.of("authorization", "x-api-key", "api-key", "x-goog-api-key", "cookie");

  CurlCommand {
    headers = Map.copyOf(headers);
  }

  /// What came of reading a command.
  sealed interface Reading {
    /// It is one.
    record Read(CurlCommand command) implements Reading {}

    /// It is none, or cannot be used.
    ///
    /// @param words what is wrong, and how to mend it
    record Refused(String words) implements Reading {}
  }

  /// Whether a text begins as a command does.
  static boolean isOne(String text) {
    return text.strip().matches("(?s)(?:\\$\\s+)?curl(?:\\.exe)?\\s.*");
  }

  static Reading read(String text) {
    String command = text.strip().replaceFirst("^\\$\\s+", "");
    Optional<List<String>> words = ShellWords.of(command);
    return words
        .map(all -> new Options().read(all))
        .orElseGet(() ->
            new Reading.Refused("The command has a quote that is not closed. Copy all of it."));
  }

  /// The options of a command, one after the other. Belongs to one thread.
  private static final class Options {
    private final Map<String, String> headers = new LinkedHashMap<>();
    private final StringBuilder body = new StringBuilder();
    private String url = "";

    Reading read(List<String> words) {
      for (int i = 1; i < words.size(); i++) {
        String word = words.get(i);
        int equals = word.startsWith("--") ? word.indexOf('=') : -1;
        String option = equals < 0 ? word : word.substring(0, equals);
        if (equals < 0 && takesValue(option)) {
          take(option, ++i < words.size() ? words.get(i) : "");
        } else if (equals >= 0) {
          take(option, word.substring(equals + 1));
        } else {
          alone(word);
        }
      }
      return result();
    }

    private static boolean takesValue(String option) {
      return DATA.contains(option)
          || HEADER.contains(option)
          || OTHERS.contains(option)
          || option.equals("--url");
    }

    private void take(String option, String value) {
      if (option.equals("--url")) {
        url = value;
      } else if (HEADER.contains(option)) {
        header(value);
      } else if (DATA.contains(option)) {
        body.append(body.isEmpty() ? "" : "&").append(value);
      }
    }

    private void header(String value) {
      int colon = value.indexOf(':');
      if (colon > 0) {
        String name = value.substring(0, colon).strip().toLowerCase(Locale.ROOT);
        if (!KEYS.contains(name)) {
          headers.put(name, value.substring(colon + 1).strip());
        }
      }
    }

    /// `-d{"a": 1}` has its value without a space.
    private void alone(String word) {
      if (!word.startsWith("-")) {
        url = url.isEmpty() ? word : url;
      } else if (word.length() > 2 && takesValue(word.substring(0, 2))) {
        take(word.substring(0, 2), word.substring(2));
      }
    }

    private Reading result() {
      if (url.isEmpty()) {
        return new Reading.Refused("The command has no address. Copy all of it.");
      }
      if (body.indexOf("@") == 0) {
        return new Reading.Refused(
            "The body of the command is in the file "
                + body.substring(1)
                + ". Put the JSON itself after -d.");
      }
      return body.isEmpty()
          ? new Reading.Refused("The command sends no body. It needs -d with the request as JSON.")
          : new Reading.Read(new CurlCommand(url, headers, body.toString()));
    }
  }
}
