/// Proves an export on the real gateway: the same requests through the gateway's own engine and
/// through Signalbox's router, against fakes of the providers. Entry type is [ProveCommand].
@NullMarked
package io.signalbox.engine.cli.prove;

import org.jspecify.annotations.NullMarked;
