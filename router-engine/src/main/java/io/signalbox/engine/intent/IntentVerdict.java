package io.signalbox.engine.intent;

/// What a text is about.
///
/// @param label of the class for which most speaks
/// @param confidence from 0 to 1, that the text is of one of the classes at all and not between
///   two: at 0.5 a text of the classes and one of none are as likely
public record IntentVerdict(String label, double confidence) {}
