package dev.medislot.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** A fault without an effect is noticed. */
class StrikesTest {

    @Test
    void anEndedProcessIsNeitherKilledNorStopped() throws Exception {
        var process = Optional.of(new ProcessBuilder("sleep", "60").start().toHandle());

        Signals.stop(process);
        Signals.resume(process);
        Signals.kill(process);

        assertThat(process.get().isAlive()).isFalse();
        assertThatThrownBy(() -> Signals.kill(process)).isInstanceOf(StrikeFailed.class);
        assertThatThrownBy(() -> Signals.stop(process)).isInstanceOf(StrikeFailed.class);
        Signals.resume(process);
    }

    @Test
    void aRedisThatKeepsItsRoleIsNoReplica() throws Exception {
        redis("+OK\r\n+OK\r\n*5\r\n$5\r\nslave\r\n").replica();

        assertThatThrownBy(() -> redis("+OK\r\n+OK\r\n*3\r\n$6\r\nmaster\r\n").replica())
                .isInstanceOf(StrikeFailed.class);
        assertThatThrownBy(() -> redis("-WRONGPASS\r\n-NOAUTH\r\n").replica()).isInstanceOf(StrikeFailed.class)
                .hasMessageContaining("WRONGPASS");
    }

    @Test
    void theSecondOfTwoFaultsStrikesInAnyCase() {
        var struck = new AtomicBoolean();
        var failing = new Fault("kill redis", () -> {
            throw new StrikeFailed("the process had already ended");
        }, () -> {});
        var both = failing.withIfApart(new Fault("kill kafka", () -> struck.set(true), () -> {}));

        assertThatThrownBy(() -> both.strike().run()).isInstanceOf(StrikeFailed.class);
        assertThat(struck).isTrue();
    }

    /** Says this to its first client. */
    private static RedisRole redis(String answer) throws IOException {
        var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> {
            try (server;
                    var client = server.accept()) {
                client.getInputStream().read(new byte[1_000]);
                client.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                client.getInputStream().read(new byte[1_000]);
            } catch (IOException _) {
                // the client has gone
            }
        });
        return new RedisRole(server.getLocalPort());
    }
}
