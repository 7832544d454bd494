/// The first page: samples, what was found on this machine, and what was open lately. Entry type is
/// [WelcomePage].
@org.jspecify.annotations.NullMarked
package io.signalbox.app.welcome;
