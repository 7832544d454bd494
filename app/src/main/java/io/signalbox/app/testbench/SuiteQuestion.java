package io.signalbox.app.testbench;

/// What a test asks, as it could become an example of a class. Immutable.
///
/// @param test how people call the test
/// @param text the last message of its user, in one line
/// @param likely whether its request is expected to go to the class, or goes there
public record SuiteQuestion(String test, String text, boolean likely) {}
