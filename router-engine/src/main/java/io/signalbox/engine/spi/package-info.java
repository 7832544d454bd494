/// What a plug-in implements: providers ([ProviderPlugin]), API shapes of providers
/// ([ProviderDialect]) and of clients ([ClientDialect]), exports ([ConfigExporter]), imports
/// ([ConfigImporter]), encoders of texts ([EncoderPlugin]). Plug-ins describe, the engine does:
/// nothing here opens a socket, starts a thread or reads a clock.
@NullMarked
package io.signalbox.engine.spi;

import org.jspecify.annotations.NullMarked;
