package io.signalbox.engine.graph;

import java.util.regex.Pattern;

/// The one rule for ids of nodes and models: 1 to 100 of the letters A to Z, digits, `_`, `-` and
/// `.`, the first of them no `.`. Models may so be called what they are: `gpt-5.1`.
public final class Id {
  /// The rule for people.
  public static final String RULE =
      "Use 1 to 100 letters (A–Z), digits, `_`, `-` and `.`, not beginning with `.`.";

  /// The rule as a regular expression.
  public static final String PATTERN = "[A-Za-z0-9_-][A-Za-z0-9_.-]{0,99}";

  private static final Pattern FORM = Pattern.compile(PATTERN);
  private static final int LONGEST_WISH = 50;

  private Id() {}

  /// Whether a text can be an id.
  public static boolean isValid(String text) {
    return FORM.matcher(text).matches();
  }

  /// An id that no node and no model of the graph has: the wish itself, else with the first free
  /// number from 2: `rules`, `rules-2`. What an id cannot hold becomes a dash.
  ///
  /// @param wish what it should be called, as a kind's word or a model's name
  public static String free(RoutingGraph graph, String wish) {
    String plain = wish.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^[.-]+|[.-]+$", "");
    String begin =
        plain.isEmpty() ? "part" : plain.substring(0, Math.min(plain.length(), LONGEST_WISH));
    String id = begin;
    for (int i = 2; graph.has(id); i++) {
      id = begin + "-" + i;
    }
    return id;
  }
}
