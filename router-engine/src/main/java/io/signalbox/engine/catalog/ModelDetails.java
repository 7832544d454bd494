package io.signalbox.engine.catalog;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// What is known of a model beside what routing needs. Immutable.
///
/// @param inputs what it reads; empty if unknown
/// @param efforts how hard it can be told to think, in its provider's words; empty if unknown
/// @param unsure what nobody says whether it can do it
/// @param released when its provider offered it first
/// @param retires when its provider takes it away, or did
/// @param successor the provider's name of the model that is to be used instead
/// @param source where these facts stand; empty if nobody says it
/// @param asOf when they stood there
/// @param tokens how many tokens its provider reports for each that we count
public record ModelDetails(
    Set<InputKind> inputs,
    List<String> efforts,
    Set<Ability> unsure,
    Optional<LocalDate> released,
    Optional<LocalDate> retires,
    Optional<String> successor,
    String source,
    Optional<LocalDate> asOf,
    TokenShare tokens) {
  /// Nothing is known.
  public static final ModelDetails UNKNOWN =
      new ModelDetails(
          Set.of(),
          List.of(),
          Set.of(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          "",
          Optional.empty());

  /// The same of a model whose provider's counts are not known.
  public ModelDetails(
      Set<InputKind> inputs,
      List<String> efforts,
      Set<Ability> unsure,
      Optional<LocalDate> released,
      Optional<LocalDate> retires,
      Optional<String> successor,
      String source,
      Optional<LocalDate> asOf) {
    this(inputs, efforts, unsure, released, retires, successor, source, asOf, TokenShare.UNKNOWN);
  }

  /// The same with what was learned of its provider's counts.
  ModelDetails withTokens(TokenShare learned) {
    return new ModelDetails(
        inputs, efforts, unsure, released, retires, successor, source, asOf, learned);
  }

  public ModelDetails {
    inputs = Set.copyOf(inputs);
    efforts = List.copyOf(efforts);
    unsure = Set.copyOf(unsure);
  }
}
