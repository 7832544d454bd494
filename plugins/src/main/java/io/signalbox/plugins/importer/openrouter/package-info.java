/// Bodies of requests to OpenRouter as graphs, by its API reference of 2026-11.
@NullMarked
package io.signalbox.plugins.importer.openrouter;

import org.jspecify.annotations.NullMarked;
