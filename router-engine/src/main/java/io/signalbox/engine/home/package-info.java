/// The home directory: where it is, which of its files are ours, and how they are written so that
/// only their owner reads them and no half file is ever seen. Entry type is [Homes].
@NullMarked
package io.signalbox.engine.home;

import org.jspecify.annotations.NullMarked;
