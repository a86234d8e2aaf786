//! Data groups: the examples of ICAO Doc 9303-10, the test card, and any bytes at all.

use cie_core::document::mrz::Td1;
use cie_devices::emrtd::SecurityInfos;
use cie_devices::emrtd::lds::{
    BirthPlaceText, ChipDate, Com, DataGroup, Dg1, Dg2, Dg7, Dg11, Dg12, Dg14, Dg15, Dg16, Dir,
    HolderName, ImageFormat,
};
use cie_devices::emrtd::tlv;
use cie_devices::{Code, Result};
use proptest::prelude::*;

use crate::kit::{field, hex, shared, shared_json};

fn card_file(name: &str) -> Option<Vec<u8>> {
    let text = shared(&format!("test_card/{name}.HEX"))?;
    Some(hex(std::str::from_utf8(&text).unwrap()))
}

#[test]
fn examples_of_9303_10() -> Result<()> {
    let Some(vectors) = shared_json("icao9303-5_10_mrz_lds.json") else {
        return Ok(());
    };
    let bytes = field(&vectors, "ef_com");
    let com = Com::parse(&bytes)?;
    assert_eq!(
        (com.lds_version.as_str(), com.unicode_version.as_str()),
        ("0106", "040000")
    );
    assert_eq!(com.groups, [DataGroup::DG1, DataGroup::DG2]);
    assert_eq!(com.encode(), bytes);

    let dg1 = Dg1::parse(&field(&vectors, "dg1_td2"))?;
    let zone = dg1.zone.expose();
    assert!(
        zone.starts_with("I<UTOERIKSSON<<ANNA<MARIA"),
        "document of size 2"
    );
    assert_eq!(dg1.td1().unwrap_err().code(), Code::CardFieldMalformed);

    let dg11 = Dg11::parse(&field(&vectors, "dg11"))?;
    assert_eq!(dg11.name, Some(HolderName::new("SMITH", "JOHN J")));
    let place = dg11.birth_place.unwrap();
    assert_eq!(place, BirthPlaceText::new("ANYTOWN", Some("MN")));
    let address: Vec<&str> = dg11.address.iter().map(|p| p.expose().as_str()).collect();
    assert_eq!(address, ["123 MAPLE RD", "ANYTOWN", "MN"]);
    assert_eq!(dg11.telephone.unwrap().expose(), "16125551212");
    assert_eq!(dg11.profession.unwrap().expose(), "TRAVEL<AGENT");

    let dg12 = Dg12::parse(&field(&vectors, "dg12_nz"))?;
    let personalised = dg12.personalised.unwrap();
    assert_eq!(personalised.to_string(), "2016-11-15 01:36:12");
    assert_eq!(dg12.personalised_by.as_deref(), Some("N-4962"));
    Ok(())
}

#[test]
fn the_test_card() -> Result<()> {
    let (Some(dg1), Some(dg11)) = (card_file("DG1"), card_file("DG11")) else {
        return Ok(());
    };
    let read = Dg1::parse(&dg1)?;
    let zone = read.td1()?;
    assert_eq!(
        (zone.surname().as_str(), zone.given_names().as_str()),
        ("ROSSI", "MARIA")
    );
    assert!(zone.cie_serial().is_ok());
    assert_eq!(Dg1::new(&zone).encode(), dg1);

    let read = Dg11::parse(&dg11)?;
    assert_eq!(read.encode(), dg11);
    assert_eq!(
        read.personal_number.as_ref().unwrap().expose(),
        "RSSMRA95A58H501Z"
    );
    assert_eq!(read.birth_date.unwrap().date().to_string(), "1995-01-18");
    assert_eq!(
        read.birth_place,
        Some(BirthPlaceText::new("ROMA", Some("RM")))
    );
    let shown = format!("{read:?}");
    for part in ["ROSSI", "MARIA", "RSSMRA", "1995", "SALARIA", "ROMA"] {
        assert!(!shown.contains(part), "{shown}");
    }
    Ok(())
}

#[test]
fn card_access_of_the_cie() {
    let Some(facts) = shared_json("cie_facts.json") else {
        return;
    };
    let bytes = field(&facts["emrtd"], "ef_card_access");
    let infos = SecurityInfos::parse(&bytes).unwrap();
    assert_eq!(infos.pace.len(), 1);
    assert_eq!(infos.pace[0].parameter, Some(2));
}

#[test]
fn both_facial_records_give_their_image() {
    let jp2 = [&[0xFF, 0x4F, 0xFF, 0x51][..], &[7; 40]].concat();
    let bytes = Dg2::encode(&jp2, ImageFormat::Jpeg2000, (307, 378));
    let faces = Dg2::parse(&bytes).unwrap().faces;
    assert_eq!(faces.len(), 1);
    assert_eq!(faces[0].image.expose(), &jp2);
    let record = faces[0].record.as_ref().unwrap();
    assert_eq!((record.version, record.size), (10, (307, 378)));

    // 39794-5: face image data block, representations, one representation, 2D image.
    let jpeg = [&[0xFF, 0xD8, 0xFF][..], &[1; 20]].concat();
    let image = tlv::write(0x81, &jpeg);
    let nested = [0xA1, 0xA0, 0x30, 0xA1, 0x65]
        .iter()
        .fold(image, |inner, tag| tlv::write(*tag, &inner));
    let template = [tlv::write(0xA1, &[]), tlv::write(0x7F2E, &nested)].concat();
    let group = [tlv::write(2, &[1]), tlv::write(0x7F60, &template)].concat();
    let bytes = tlv::write(0x75, &tlv::write(0x7F61, &group));
    let faces = Dg2::parse(&bytes).unwrap().faces;
    assert_eq!(
        (faces[0].format, faces[0].image.expose()),
        (ImageFormat::Jpeg, &jpeg)
    );
}

#[test]
fn facial_records_that_lie_are_refused() {
    let good = Dg2::encode(&[0xFF, 0xD8, 0xFF, 0], ImageFormat::Jpeg, (1, 1));
    let at = good.windows(4).position(|w| w == b"FAC\0").unwrap();
    // Total length, count of faces, length of the block, count of feature points.
    for offset in [8, 12, 14, 18] {
        let mut lie = good.clone();
        lie[at + offset] = 0xFF;
        assert_eq!(
            Dg2::parse(&lie).unwrap_err().code(),
            Code::CardFieldMalformed,
            "{offset}"
        );
    }
}

#[test]
fn dates_are_ascii_or_packed() {
    let date = |bytes: &[u8]| ChipDate::parse(bytes).map(|d| d.date().to_string());
    assert_eq!(date(b"20171205").unwrap(), "2017-12-05");
    assert_eq!(date(&[0x20, 0x17, 0x12, 0x05]).unwrap(), "2017-12-05");
    assert_eq!(date(b"19400000").unwrap(), "1940");
    assert_eq!(date(b"19400500").unwrap(), "1940-05");
    for bad in [
        &b"20170230"[..],
        b"2017120",
        &[0x20, 0x17, 0x1A, 0x05],
        b"20170005",
        b"",
    ] {
        assert_eq!(date(bad).unwrap_err().code(), Code::CardFieldMalformed);
    }
}

#[test]
fn fingerprints_are_out_of_reach() {
    assert_eq!(
        DataGroup::DG3.reachable().unwrap_err().code(),
        Code::GroupOutOfReach
    );
    assert!(DataGroup::DG2.reachable().is_ok());
    for number in 1..=16 {
        let group = DataGroup::new(number).unwrap();
        assert_eq!(DataGroup::from_tag(group.tag()), Some(group));
    }
    assert!(DataGroup::new(0).is_none() && DataGroup::new(17).is_none());
}

fn words() -> impl Strategy<Value = String> {
    "[A-Z]{1,9}( [A-Z]{1,9})?"
}

proptest! {
    #[test]
    fn what_is_written_of_the_holder_is_read_back(
        surname in words(),
        given in words(),
        place in words(),
        province in proptest::option::of("[A-Z]{2}"),
        day in 0u64..40_000,
        street in words(),
    ) {
        let date = chrono::NaiveDate::from_ymd_opt(1900, 1, 1).unwrap() + chrono::Days::new(day);
        let mut group = Dg11::default();
        group.name = Some(HolderName::new(&surname, &given));
        group.birth_date = Some(ChipDate::full(date));
        group.birth_place = Some(BirthPlaceText::new(&place, province.as_deref()));
        group.address = vec![street.as_str().into(), place.as_str().into()];
        prop_assert_eq!(Dg11::parse(&group.encode()).unwrap(), group);
        let mut group = Dg12::default();
        group.issued = Some(date);
        group.authority = Some(place);
        group.observations = Some(given.into());
        let mut bytes = group.encode();
        bytes.extend([0; 5]);
        prop_assert_eq!(Dg12::parse(&bytes).unwrap(), group);
    }

    #[test]
    fn any_bytes_are_read_or_refused(
        tag in prop_oneof![
            Just(0x60u32), Just(0x61), Just(0x75), Just(0x67), Just(0x6B), Just(0x6C), Just(0x6E),
            Just(0x6F), Just(0x70), Just(0x31)
        ],
        inner in prop_oneof![Just(None), Just(Some(0x7F61u32)), Just(Some(0x31)), Just(Some(0xA1))],
        bytes in proptest::collection::vec(any::<u8>(), 0..200),
    ) {
        let bytes = inner.map_or(bytes.clone(), |inner| tlv::write(inner, &bytes));
        let file = tlv::write(tag, &bytes);
        let _ = (Com::parse(&file), Dg1::parse(&file), Dg2::parse(&file), Dg7::parse(&file));
        let _ = (Dg11::parse(&file), Dg12::parse(&file), Dg14::parse(&file));
        let _ = (Dg15::parse(&file), Dg16::parse(&file), Dir::parse(&file));
        let _ = SecurityInfos::parse(&file);
    }
}

#[test]
fn a_zone_survives_the_chip() {
    let zone = "C<ITACA00000AA4<<<<<<<<<<<<<<<6412308F2212304ITA<<<<<<<<<<<0\
                ROSSI<<BIANCA<<<<<<<<<<<<<<<<<";
    let zone = Td1::parse(zone.as_bytes()).unwrap();
    assert_eq!(
        Dg1::parse(&Dg1::new(&zone).encode())
            .unwrap()
            .td1()
            .unwrap(),
        zone
    );
}
