/// Providers that the user has described, in `providers.json` of the home, and the form in which
/// rules for requests are written there and in the list that comes with the program.
@NullMarked
package io.signalbox.engine.providers;

import org.jspecify.annotations.NullMarked;
