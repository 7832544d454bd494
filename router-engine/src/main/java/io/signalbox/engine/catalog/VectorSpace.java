package io.signalbox.engine.catalog;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Whose vectors can be compared with each other: those of one model at any provider, and those of
/// models that a graph says are the same. Vectors of different spaces have angles between them that
/// mean nothing. Immutable.
///
/// @param name equal for equal spaces
public record VectorSpace(String name) {
  /// The label of a model in a graph that names its space, for models whose names do not tell that
  /// they are the same: `labels: { vector_space: docs-2026 }`.
  public static final String LABEL = "vector_space";

  private static final Pattern LENGTH =
      Pattern.compile(
          "\"(?:dimensions|outputDimensionality|output_dimensionality|output_dimension)\""
              + "\\s*:\\s*\"?([^\",}\\s]+)");
  private static final String USUAL_TAG = ":latest";

  /// The space of a model.
  ///
  /// @param card what is known of it, by whose name its aliases are the same
  /// @param labels its labels in the graph
  /// @param params members that the graph sets in its requests: shorter vectors are others
  public static VectorSpace of(
      ModelCard card, Map<String, String> labels, Map<String, String> params) {
    String label = labels.getOrDefault(LABEL, "");
    String own = label.isEmpty() ? plain(card.model()) : LABEL + "=" + label;
    String length = length(params);
    return new VectorSpace(length.isEmpty() ? own : own + "/" + length);
  }

  /// The length that is set, in the word of any API and at any depth; empty if none is.
  private static String length(Map<String, String> params) {
    return params.entrySet().stream()
        .flatMap(
            member -> LENGTH.matcher("\"" + member.getKey() + "\":" + member.getValue()).results())
        .map(found -> plainNumber(found.group(1)))
        .distinct()
        .sorted()
        .collect(Collectors.joining("/"));
  }

  private static String plainNumber(String written) {
    try {
      return Integer.toString(new BigDecimal(written).intValueExact());
    } catch (ArithmeticException | NumberFormatException e) {
      return written;
    }
  }

  /// Providers that host models of others put their makers' names before them, and Ollama a tag
  /// behind.
  private static String plain(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    String bare = lower.substring(lower.lastIndexOf('/') + 1);
    return bare.endsWith(USUAL_TAG) ? bare.substring(0, bare.length() - USUAL_TAG.length()) : bare;
  }
}
