/// What an answer comes to besides its words: whether its end is a good one, what of it a client
/// could not be told, and what only a client of the provider's own dialect can be.
@NullMarked
package io.signalbox.engine.exchange.answer;

import org.jspecify.annotations.NullMarked;
