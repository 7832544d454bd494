/// What the workbench asks of the engine. Entry type is [Engine].
@NullMarked
package io.signalbox.app.backend;

import org.jspecify.annotations.NullMarked;
