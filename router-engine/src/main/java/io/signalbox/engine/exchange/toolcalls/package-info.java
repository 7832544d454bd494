/// Calls of tools on their way to a provider and back: names and ids that it takes, and what it
/// wants back with them.
@NullMarked
package io.signalbox.engine.exchange.toolcalls;

import org.jspecify.annotations.NullMarked;
