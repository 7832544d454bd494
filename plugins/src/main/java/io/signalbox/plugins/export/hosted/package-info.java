/// Graphs as requests to services that have no configuration of their own: OpenRouter and TokenMix.
@NullMarked
package io.signalbox.plugins.export.hosted;

import org.jspecify.annotations.NullMarked;
