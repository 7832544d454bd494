/// `signalbox intent`: how well an intent node would tell classes of labeled texts apart.
@NullMarked
package io.signalbox.engine.cli.intent;

import org.jspecify.annotations.NullMarked;
