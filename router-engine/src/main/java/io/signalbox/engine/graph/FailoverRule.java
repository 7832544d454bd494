package io.signalbox.engine.graph;

/// How a node goes on to its next exit when a call fails. Immutable.
///
/// @param ordered whether its exits are tried in the order of the file; otherwise the order is
///   found out for each request
/// @param retries how often an exit is tried again before the next one, from 0
/// @param attempts the most calls below the node; [Integer#MAX_VALUE] for no limit
public record FailoverRule(boolean ordered, int retries, int attempts) {
  public FailoverRule {
    retries = Math.max(0, retries);
  }
}
