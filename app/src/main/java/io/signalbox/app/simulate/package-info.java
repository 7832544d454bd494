/// A prompt, where it would go, why, and what that costs. Entry type is [SimulatePane].
@NullMarked
package io.signalbox.app.simulate;

import org.jspecify.annotations.NullMarked;
