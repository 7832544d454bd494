/// Marks that say up to where a provider is to cache a conversation.
@NullMarked
package io.signalbox.engine.exchange.promptcache;

import org.jspecify.annotations.NullMarked;
