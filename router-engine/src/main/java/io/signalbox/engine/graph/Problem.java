package io.signalbox.engine.graph;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/// Something wrong with a file, a graph, the home directory or a plug-in: what, where, and how to
/// fix it. It says so in values; its words come from [ProblemCode]'s file. Immutable.
///
/// @param severity whether the graph can be run all the same
/// @param code what is wrong
/// @param place the place in the graph: `nodes.triage.rules[1].when`; [Place#WHOLE]: the whole file
/// @param arguments what it is about, by name, as it was written: `id`, `value`, `known`
/// @param suggestion the id or word that was probably meant
/// @param route the exits of nodes on a path through the graph that shows it, after [Place#START];
///   empty if none does
/// @param at the place in the file, where it is known
public record Problem(
    Severity severity,
    ProblemCode code,
    Place place,
    SequencedMap<String, String> arguments,
    Optional<String> suggestion,
    List<Place> route,
    Optional<Spot> at) {

  public Problem {
    arguments = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(arguments));
    route = List.copyOf(route);
  }

  /// How bad it is.
  public enum Severity {
    ERROR,
    WARNING,
    NOTE
  }

  /// A place in a text.
  ///
  /// @param file its name as the user gave it; empty for a text without one
  /// @param line from 1
  /// @param column from 1, in characters
  /// @param length how many characters are meant, at least 1
  public record Spot(String file, int line, int column, int length) {
    @Override
    public String toString() {
      return (file.isEmpty() ? "" : file + ":") + line + ":" + column;
    }
  }

  /// A stretch of a message.
  ///
  /// @param argument the argument whose value it is; empty for the words between
  public record Fragment(String text, String argument) {}

  /// A problem at a place in the graph, as bad as it usually is.
  ///
  /// @param place [Place#WHOLE]: the whole file
  public static Problem of(ProblemCode code, Place place) {
    return new Problem(
        code.severity(),
        code,
        place,
        Collections.emptyNavigableMap(),
        Optional.empty(),
        List.of(),
        Optional.empty());
  }

  /// A problem of a whole file, or of none.
  public static Problem of(ProblemCode code) {
    return of(code, Place.WHOLE);
  }

  /// The same problem with one more argument.
  public Problem with(String name, Object value) {
    var more = new LinkedHashMap<>(arguments);
    more.put(name, String.valueOf(value));
    return new Problem(severity, code, place, more, suggestion, route, at);
  }

  /// The same problem with the word that was probably meant, if there is one.
  public Problem suggesting(Optional<String> word) {
    return new Problem(severity, code, place, arguments, word, route, at);
  }

  /// The same problem with a path that shows it.
  ///
  /// @param exits the exits that it takes, after [Place#START]
  public Problem along(List<Place> exits) {
    return new Problem(severity, code, place, arguments, suggestion, exits, at);
  }

  /// The same problem, as bad as this.
  public Problem as(Severity other) {
    return new Problem(other, code, place, arguments, suggestion, route, at);
  }

  /// The same problem at a place in a file.
  public Problem at(Spot spot) {
    return new Problem(severity, code, place, arguments, suggestion, route, Optional.of(spot));
  }

  /// The same problem at another place in the graph.
  public Problem on(Place other) {
    return new Problem(severity, code, other, arguments, suggestion, route, at);
  }

  /// The same problem with every text of the user's changed.
  public Problem map(UnaryOperator<String> change) {
    var changed = new LinkedHashMap<String, String>();
    for (Map.Entry<String, String> each : arguments.entrySet()) {
      changed.put(each.getKey(), change.apply(each.getValue()));
    }
    List<Place> way = route.stream().map(each -> each.map(change)).toList();
    return new Problem(severity, code, place.map(change), changed, suggestion.map(change), way, at);
  }

  /// The place in the graph as messages write it.
  public String path() {
    return place.path();
  }

  /// Whether the graph must not be run.
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /// The value of an argument; empty if there is none.
  public Optional<String> argument(String name) {
    return Optional.ofNullable(arguments.get(name));
  }

  /// What is wrong.
  public String message() {
    return fragments().stream().map(Fragment::text).collect(Collectors.joining());
  }

  /// What is wrong, with the arguments told from the words between.
  public List<Fragment> fragments() {
    return ProblemWords.message(this);
  }

  /// How to fix it; empty if that is plain.
  public String fix() {
    return ProblemWords.fix(this);
  }

  /// One line: `file:4:7: error: …`.
  public String line() {
    String where = at.map(Spot::toString).orElse(path());
    String fix = fix();
    String level = severity.name().toLowerCase(Locale.ROOT);
    return (where.isEmpty() ? "" : where + ": ")
        + level
        + ": "
        + message()
        + (fix.isEmpty() ? "" : " " + fix);
  }
}
