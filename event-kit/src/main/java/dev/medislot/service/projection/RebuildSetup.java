package dev.medislot.service.projection;

import javax.sql.DataSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.context.annotation.Bean;

/** Gives a service that has projections their {@link Rebuild}. */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
class RebuildSetup {

    @Bean
    Rebuild rebuild(ObjectProvider<Projection> projections, DataSource database, KafkaProperties kafka) {
        return new Rebuild(projections.stream().toList(), database, kafka);
    }
}
