package io.signalbox.engine.conform;

/// One row of what was found. Immutable.
///
/// @param group what it belongs to: `stream`, `tools`
/// @param trait its name, unique in a report: `stream.finish`
/// @param asked what was asked, in a few words
/// @param came what came, in a few words; of the server's own words a short and masked piece
/// @param verdict what that means
/// @param reason why, for a person
/// @param follows what follows for a graph; empty if nothing does
public record ConformFinding(
    String group,
    String trait,
    String asked,
    String came,
    ConformVerdict verdict,
    String reason,
    String follows) {}
