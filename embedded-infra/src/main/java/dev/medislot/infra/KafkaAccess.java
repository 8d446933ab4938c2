package dev.medislot.infra;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.jspecify.annotations.Nullable;

/** Gives Kafka its users, with the passwords and the rights of the table in {@link KafkaUser}. */
final class KafkaAccess {

    private static final int ITERATIONS = 4096;

    private KafkaAccess() {}

    /**
     * Applies the table to the Kafka at an address: {@code KafkaAccess <host:port>}. Each password comes from a
     * variable such as {@code KAFKA_BOOKING_PASSWORD}. Can run again at any time, for example with new passwords.
     */
    static void main(String... arguments) {
        try {
            apply(arguments[0], passwords());
            System.out.println(
                    "Kafka has its users: " + KafkaUser.all().map(KafkaUser::label).collect(Collectors.joining(", ")));
        } catch (InfrastructureFailed e) {
            end(e.getMessage());
        } catch (ExecutionException e) {
            end("Kafka refused: " + e.getCause());
        } catch (InterruptedException e) {
            end("interrupted");
        }
    }

    private static void end(@Nullable String reason) {
        System.err.println(reason);
        System.exit(1);
    }

    private static Map<KafkaUser, String> passwords() {
        var passwords = new EnumMap<KafkaUser, String>(KafkaUser.class);
        KafkaUser.all().forEach(user -> passwords.put(user, password("KAFKA_" + user.name() + "_PASSWORD")));
        return passwords;
    }

    private static String password(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new InfrastructureFailed(variable + " is not set"));
    }

    /** Returns when the broker decides by the new passwords and rights. */
    static void apply(String servers, Map<KafkaUser, String> passwords)
            throws ExecutionException, InterruptedException {
        var login = KafkaLogin.PLAIN.settings(servers, KafkaUser.ADMIN.label(),
                passwords.getOrDefault(KafkaUser.ADMIN, ""));
        try (var admin = Admin.create(login)) {
            admin.alterUserScramCredentials(credentials(passwords)).all().get();
            var wanted = KafkaRights.all().collect(Collectors.toSet());
            var present = present(admin);
            admin.createAcls(wanted.stream().filter(binding -> !present.contains(binding)).toList()).all().get();
            admin.deleteAcls(
                    present.stream().filter(binding -> !wanted.contains(binding)).map(AclBinding::toFilter).toList())
                    .all()
                    .get();
            while (!present(admin).equals(wanted)) {
                Thread.sleep(10);
            }
        }
    }

    private static List<UserScramCredentialAlteration> credentials(Map<KafkaUser, String> passwords) {
        var strength = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, ITERATIONS);
        var credentials = new ArrayList<UserScramCredentialAlteration>();
        passwords.forEach((user, password) -> credentials
                .add(new UserScramCredentialUpsertion(user.label(), strength, password)));
        return credentials;
    }

    /** The rights of our users. */
    private static Set<AclBinding> present(Admin admin) throws ExecutionException, InterruptedException {
        var ours = KafkaUser.all().map(KafkaUser::principal).collect(Collectors.toSet());
        return admin.describeAcls(AclBindingFilter.ANY)
                .values()
                .get()
                .stream()
                .filter(binding -> ours.contains(binding.entry().principal()))
                .collect(Collectors.toSet());
    }
}
