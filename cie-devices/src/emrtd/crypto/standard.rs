//! Domain parameters with a number (ICAO Doc 9303-11, 9.5.1), and curves by their parameters.

use std::sync::{Arc, OnceLock};

use super::curve::Curve;
use super::dh::DhGroup;
use super::group::Group;

/// Bytes of a hexadecimal text, read while compiling.
#[allow(clippy::indexing_slicing)] // A slip fails the build, not the program.
pub(crate) const fn unhex<const N: usize>(text: &str) -> [u8; N] {
    const fn digit(c: u8) -> u8 {
        match c {
            b'0'..=b'9' => c - b'0',
            _ => c - b'A' + 10,
        }
    }
    let text = text.as_bytes();
    let mut bytes = [0; N];
    let mut at = 0;
    while at < N {
        bytes[at] = digit(text[2 * at]) << 4 | digit(text[2 * at + 1]);
        at += 1;
    }
    bytes
}

/// Prime of RFC 5114, 2.1: 1,024 bits with a subgroup of 160.
const P0: [u8; 128] = unhex(
    "B10B8F96A080E01DDE92DE5EAE5D54EC52C99FBCFB06A3C69A6A9DCA52D23B616073E28675A23D189838EF1E\
     2EE652C013ECB4AEA906112324975C3CD49B83BFACCBDD7D90C4BD7098488E9C219A73724EFFD6FAE5644738\
     FAA31A4FF55BCCC0A151AF5F0DC8B4BD45BF37DF365C1A65E68CFDA76D4DA708DF1FB2BC2E4A4371",
);
const G0: [u8; 128] = unhex(
    "A4D1CBD5C3FD34126765A442EFB99905F8104DD258AC507FD6406CFF14266D31266FEA1E5C41564B777E690F\
     5504F213160217B4B01B886A5E91547F9E2749F4D7FBD7D3B9A92EE1909D0D2263F80A76A6A24C087A091F53\
     1DBF0A0169B6A28AD662A4D18E73AFA32D779D5918D08BC8858F4DCEF97C2A24855E6EEB22B3B2E5",
);
const Q0: [u8; 20] = unhex("F518AA8781A8DF278ABA4E7D64B7CB9D49462353");

/// Prime of RFC 5114, 2.2: 2,048 bits with a subgroup of 224.
const P1: [u8; 256] = unhex(
    "AD107E1E9123A9D0D660FAA79559C51FA20D64E5683B9FD1B54B1597B61D0A75E6FA141DF95A56DBAF9A3C40\
     7BA1DF15EB3D688A309C180E1DE6B85A1274A0A66D3F8152AD6AC2129037C9EDEFDA4DF8D91E8FEF55B7394B\
     7AD5B7D0B6C12207C9F98D11ED34DBF6C6BA0B2C8BBC27BE6A00E0A0B9C49708B3BF8A317091883681286130\
     BC8985DB1602E714415D9330278273C7DE31EFDC7310F7121FD5A07415987D9ADC0A486DCDF93ACC44328387\
     315D75E198C641A480CD86A1B9E587E8BE60E69CC928B2B9C52172E413042E9B23F10B0E16E79763C9B53DCF\
     4BA80A29E3FB73C16B8E75B97EF363E2FFA31F71CF9DE5384E71B81C0AC4DFFE0C10E64F",
);
const G1: [u8; 256] = unhex(
    "AC4032EF4F2D9AE39DF30B5C8FFDAC506CDEBE7B89998CAF74866A08CFE4FFE3A6824A4E10B9A6F0DD921F01\
     A70C4AFAAB739D7700C29F52C57DB17C620A8652BE5E9001A8D66AD7C17669101999024AF4D027275AC1348B\
     B8A762D0521BC98AE247150422EA1ED409939D54DA7460CDB5F6C6B250717CBEF180EB34118E98D119529A45\
     D6F834566E3025E316A330EFBB77A86F0C1AB15B051AE3D428C8F8ACB70A8137150B8EEB10E183EDD19963DD\
     D9E263E4770589EF6AA21E7F5F2FF381B539CCE3409D13CD566AFBB48D6C019181E1BCFE94B30269EDFE72FE\
     9B6AA4BD7B5A0F1C71CFFF4C19C418E1F6EC017981BC087F2A7065B384B890D3191F2BFA",
);
const Q1: [u8; 28] = unhex("801C0D34C58D93FE997177101F80535A4738CEBCBF389A99B36371EB");

/// Prime of RFC 5114, 2.3: 2,048 bits with a subgroup of 256; the chip of the CIE uses it.
const P2: [u8; 256] = unhex(
    "87A8E61DB4B6663CFFBBD19C651959998CEEF608660DD0F25D2CEED4435E3B00E00DF8F1D61957D4FAF7DF45\
     61B2AA3016C3D91134096FAA3BF4296D830E9A7C209E0C6497517ABD5A8A9D306BCF67ED91F9E6725B4758C0\
     22E0B1EF4275BF7B6C5BFC11D45F9088B941F54EB1E59BB8BC39A0BF12307F5C4FDB70C581B23F76B63ACAE1\
     CAA6B7902D52526735488A0EF13C6D9A51BFA4AB3AD8347796524D8EF6A167B5A41825D967E144E514056425\
     1CCACB83E6B486F6B3CA3F7971506026C0B857F689962856DED4010ABD0BE621C3A3960A54E710C375F26375\
     D7014103A4B54330C198AF126116D2276E11715F693877FAD7EF09CADB094AE91E1A1597",
);
const G2: [u8; 256] = unhex(
    "3FB32C9B73134D0B2E77506660EDBD484CA7B18F21EF205407F4793A1A0BA12510DBC15077BE463FFF4FED4A\
     AC0BB555BE3A6C1B0C6B47B1BC3773BF7E8C6F62901228F8C28CBB18A55AE31341000A650196F931C77A57F2\
     DDF463E5E9EC144B777DE62AAAB8A8628AC376D282D6ED3864E67982428EBC831D14348F6F2F9193B5045AF2\
     767164E1DFC967C1FB3F2E55A4BD1BFFE83B9C80D052B985D182EA0ADB2A3B7313D3FE14C8484B1E052588B9\
     B7D2BBD2DF016199ECD06E1557CD0915B3353BBB64E0EC377FD028370DF92B52C7891428CDC67EB6184B523D\
     1DB246C32F63078490F00EF8D647D148D47954515E2327CFEF98C582664B4C0F6CC41659",
);
const Q2: [u8; 32] = unhex("8CF83642A709A097B447997640129DA299B1A47D1EB3750BA308B0FE64F5FBD3");

/// The group with a standard number, if this reader computes in it.
///
/// Not here: curves of 192, 224 and 320 bits (8 to 11, 14), too small or never met.
pub(crate) fn group(number: u64) -> Option<Group> {
    static DH: [OnceLock<Option<Arc<DhGroup>>>; 3] = [const { OnceLock::new() }; 3];
    let dh = |at: usize, prime: &[u8], generator: &[u8], order: &[u8]| {
        let make = || {
            DhGroup::new(prime, generator, Some(order))
                .ok()
                .map(Arc::new)
        };
        DH.get(at)?.get_or_init(make).clone().map(Group::Dh)
    };
    match number {
        0 => dh(0, &P0, &G0, &Q0),
        1 => dh(1, &P1, &G1, &Q1),
        2 => dh(2, &P2, &G2, &Q2),
        12 => Some(Group::Ec(Curve::P256)),
        13 => Some(Group::Ec(Curve::BrainpoolP256r1)),
        15 => Some(Group::Ec(Curve::P384)),
        16 => Some(Group::Ec(Curve::BrainpoolP384r1)),
        17 => Some(Group::Ec(Curve::BrainpoolP512r1)),
        18 => Some(Group::Ec(Curve::P521)),
        _ => None,
    }
}

/// The standard group with this prime and generator, whose order is known.
pub(crate) fn dh_group(prime: &[u8], generator: &[u8]) -> Option<Arc<DhGroup>> {
    [0, 1, 2]
        .into_iter()
        .find_map(|number| match group(number) {
            Some(Group::Dh(known))
                if known.prime() == prime
                    && known.padded(generator).as_deref() == Some(known.generator()) =>
            {
                Some(known)
            }
            _ => None,
        })
}

/// Field prime and coefficients of a curve, big-endian (FIPS 186-4, D.1.2; RFC 5639, 3).
pub(crate) struct CurveEquation {
    /// Prime of the field.
    pub(crate) prime: &'static [u8],
    /// Coefficient a.
    pub(crate) a: &'static [u8],
    /// Coefficient b.
    pub(crate) b: &'static [u8],
}

impl Curve {
    /// The equation of the curve.
    pub(crate) fn equation(self) -> CurveEquation {
        let of = |prime, a, b| CurveEquation { prime, a, b };
        match self {
            Self::P256 => of(&P256_P, &P256_A, &P256_B),
            Self::P384 => of(&P384_P, &P384_A, &P384_B),
            Self::P521 => of(&P521_P, &P521_A, &P521_B),
            Self::BrainpoolP256r1 => of(&BP256_P, &BP256_A, &BP256_B),
            Self::BrainpoolP384r1 => of(&BP384_P, &BP384_A, &BP384_B),
            Self::BrainpoolP512r1 => of(&BP512_P, &BP512_A, &BP512_B),
        }
    }

    /// The curve with this field, these coefficients and this base point, if it is one of ours.
    /// Certificates of several States spell curves out instead of naming them.
    pub(crate) fn from_parameters(prime: &[u8], a: &[u8], b: &[u8], base: &[u8]) -> Option<Self> {
        let plain = |bytes: &[u8]| -> Vec<u8> {
            bytes
                .iter()
                .copied()
                .skip_while(|byte| *byte == 0)
                .collect()
        };
        Self::ALL.into_iter().find(|curve| {
            let equation = curve.equation();
            plain(prime) == plain(equation.prime)
                && plain(a) == plain(equation.a)
                && plain(b) == plain(equation.b)
                && base == curve.generator()
        })
    }
}

const P256_P: [u8; 32] = unhex("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF");
const P256_A: [u8; 32] = unhex("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFC");
const P256_B: [u8; 32] = unhex("5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B");
const P384_P: [u8; 48] = unhex(
    "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFF0000000000000000\
     FFFFFFFF",
);
const P384_A: [u8; 48] = unhex(
    "FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEFFFFFFFF0000000000000000\
     FFFFFFFC",
);
const P384_B: [u8; 48] = unhex(
    "B3312FA7E23EE7E4988E056BE3F82D19181D9C6EFE8141120314088F5013875AC656398D8A2ED19D2A85C8ED\
     D3EC2AEF",
);
const P521_P: [u8; 66] = unhex(
    "01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF\
     FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF",
);
const P521_A: [u8; 66] = unhex(
    "01FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFF\
     FFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFC",
);
const P521_B: [u8; 66] = unhex(
    "0051953EB9618E1C9A1F929A21A0B68540EEA2DA725B99B315F3B8B489918EF109E156193951EC7E937B1652\
     C0BD3BB1BF073573DF883D2C34F1EF451FD46B503F00",
);
const BP256_P: [u8; 32] = unhex("A9FB57DBA1EEA9BC3E660A909D838D726E3BF623D52620282013481D1F6E5377");
const BP256_A: [u8; 32] = unhex("7D5A0975FC2C3057EEF67530417AFFE7FB8055C126DC5C6CE94A4B44F330B5D9");
const BP256_B: [u8; 32] = unhex("26DC5C6CE94A4B44F330B5D9BBD77CBF958416295CF7E1CE6BCCDC18FF8C07B6");
const BP384_P: [u8; 48] = unhex(
    "8CB91E82A3386D280F5D6F7E50E641DF152F7109ED5456B412B1DA197FB71123ACD3A729901D1A7187470013\
     3107EC53",
);
const BP384_A: [u8; 48] = unhex(
    "7BC382C63D8C150C3C72080ACE05AFA0C2BEA28E4FB22787139165EFBA91F90F8AA5814A503AD4EB04A8C7DD\
     22CE2826",
);
const BP384_B: [u8; 48] = unhex(
    "04A8C7DD22CE28268B39B55416F0447C2FB77DE107DCD2A62E880EA53EEB62D57CB4390295DBC9943AB78696\
     FA504C11",
);
const BP512_P: [u8; 64] = unhex(
    "AADD9DB8DBE9C48B3FD4E6AE33C9FC07CB308DB3B3C9D20ED6639CCA703308717D4D9B009BC66842AECDA12A\
     E6A380E62881FF2F2D82C68528AA6056583A48F3",
);
const BP512_A: [u8; 64] = unhex(
    "7830A3318B603B89E2327145AC234CC594CBDD8D3DF91610A83441CAEA9863BC2DED5D5AA8253AA10A2EF1C9\
     8B9AC8B57F1117A72BF2C7B9E7C1AC4D77FC94CA",
);
const BP512_B: [u8; 64] = unhex(
    "3DF91610A83441CAEA9863BC2DED5D5AA8253AA10A2EF1C98B9AC8B57F1117A72BF2C7B9E7C1AC4D77FC94CA\
     DC083E67984050B75EBAE5DD2809BD638016F723",
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_numbered_group_is_sound() {
        for number in [0, 1, 2] {
            let Some(Group::Dh(group)) = group(number) else {
                panic!("group {number}");
            };
            // The generator lies in the subgroup it is said to generate.
            assert_eq!(group.check(group.generator()).unwrap(), group.generator());
        }
        assert!(group(14).is_none() && group(99).is_none());
    }

    #[test]
    fn curves_are_known_by_their_parameters() {
        for curve in Curve::ALL {
            let e = curve.equation();
            let found = Curve::from_parameters(e.prime, e.a, e.b, &curve.generator());
            assert_eq!(found, Some(curve));
            assert_eq!(
                Curve::from_parameters(e.prime, e.b, e.a, &curve.generator()),
                None
            );
        }
    }
}
