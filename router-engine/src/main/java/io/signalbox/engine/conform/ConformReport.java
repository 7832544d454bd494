package io.signalbox.engine.conform;

import java.util.List;
import java.util.Optional;

/// What an endpoint really does. Immutable.
///
/// @param address the base address that was asked
/// @param model the model that was asked; empty if there was none
/// @param findings the rows, in the order in which they were asked
/// @param learned what requests to it need; empty if it speaks no dialect that requests go out in
/// @param calls how many calls were made
/// @param tokens how many tokens were sent and asked for at most, estimated
/// @param trouble why it could not be asked to the end; empty if it was
public record ConformReport(
    String address,
    String model,
    List<ConformFinding> findings,
    Optional<LearnedTraits> learned,
    int calls,
    long tokens,
    String trouble) {
  public ConformReport {
    findings = List.copyOf(findings);
  }

  /// How many rows have a verdict.
  public long count(ConformVerdict verdict) {
    return findings.stream().filter(each -> each.verdict() == verdict).count();
  }

  /// The row of a trait.
  public Optional<ConformFinding> finding(String trait) {
    return findings.stream().filter(each -> each.trait().equals(trait)).findFirst();
  }
}
